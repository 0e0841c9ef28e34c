"""Texts that would be code in one of the languages that documents pass through, were they not kept as texts."""

from __future__ import annotations

HOSTILE = (
    '#import "/etc/passwd": *',
    '#eval("1+1") #read("/etc/passwd")',
    "$ x^2 $ $$ y $$",
    "@cite <label> [^1]",
    "{=openxml} {=typst} ::: {.x custom-style=Title}",
    r"\begin{document} \input{/etc/passwd} \u{41} \\",
    "*a* _b_ ~c~ ^d^ \"e\" 'f' -- --- ...",
    "<script>alert(1)</script> <text:p/> &amp; ]]>",
    "= a // b /* c */ + d / e: f",
    '"); #panic("x") //',
)


def squeezed(text: str) -> str:
    """Return the text without white space, which readers of PDFs place as they like."""
    return "".join(text.split())
