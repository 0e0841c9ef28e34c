from markdown_it.token import Token

from ppi2go.rendering.markdown import parse


def inline_children(text: str) -> list[Token]:
    return [child for token in parse(text) for child in token.children or []]


def kinds(text: str) -> list[str]:
    return [child.type for child in inline_children(text)]


def links(text: str) -> list[str]:
    return [str(child.attrs["href"]) for child in inline_children(text) if child.type == "link_open"]


def to_fill(text: str) -> list[str]:
    return [child.content for child in inline_children(text) if child.type == "to_fill"]


def test_double_brackets_are_something_to_fill() -> None:
    assert to_fill("Kontakt: [[meno]] a [[suma [bez DPH]]]") == ["meno", "suma [bez DPH]"]


def test_something_to_fill_may_span_lines_and_is_not_marked_up() -> None:
    assert to_fill("[[meno\n  a *priezvisko*]]") == ["meno a *priezvisko*"]


def test_double_brackets_in_code_or_left_open_are_text() -> None:
    assert to_fill("`[[kód]]` a [[ otvorené") == []


def test_a_table_cell_may_hold_a_break_and_something_to_fill() -> None:
    text = "| a |\n|---|\n| prvý <br> druhý<br/>[[tretí]] |"
    assert kinds(text) == ["text", "text", "hardbreak", "text", "hardbreak", "to_fill"]
    assert [child.content for child in inline_children(text)][1:4:2] == ["prvý", "druhý"]


def test_web_and_mail_links_are_kept() -> None:
    assert links("[a](https://e.sk) <http://e.sk/b> [c](mailto:a@e.sk)") == [
        "https://e.sk",
        "http://e.sk/b",
        "mailto:a@e.sk",
    ]


def test_other_links_become_text() -> None:
    text = "[a](javascript:alert(1)) [b](file:///etc/passwd) [c](iny.md) [d](//e.sk) [e](ftp://e.sk)"
    assert links(text) == []
    assert "c d e" in "".join(child.content for child in inline_children(text))


def test_an_image_becomes_its_text() -> None:
    assert [(child.type, child.content) for child in inline_children("![erb](https://e.sk/e.png)")] == [("text", "erb")]


def test_html_stays_text() -> None:
    assert kinds("a <b>b</b> <script>x</script>") == ["text"]


def test_a_page_break_takes_the_place_of_its_paragraph() -> None:
    assert [token.type for token in parse("\\newpage\n\n---")] == ["page_break", "hr"]


def test_only_emphasis_straight_after_the_title_is_a_subtitle() -> None:
    def classes(text: str) -> list[object]:
        return [token.attrGet("class") for token in parse(text) if token.type == "paragraph_open"]

    assert classes("# T\n\n*s*\n\n*iné*") == ["subtitle", None]
    assert classes("# T\n\n*s* text") == [None]
    assert classes("## T\n\n*s*") == [None]
    assert classes("*s*") == [None]


def test_boxes_are_open_or_crossed() -> None:
    items = [token.attrGet("class") for token in parse("- [ ] a\n- [x] b\n- c") if token.type == "list_item_open"]
    assert items == ["check", "check", None]
    assert [child.content for child in inline_children("- [ ] a\n- [x] b")] == ["☐", "a", "☒", "b"]


def test_heading_cells_say_what_they_head() -> None:
    def scopes(text: str) -> list[object]:
        return [token.attrGet("scope") for token in parse(text) if token.type in ("th_open", "td_open")]

    assert scopes("| a | b |\n|---|---|\n| 1 | 2 |") == ["col", "col", None, None]
    assert scopes("| | |\n|---|---|\n| Názov | Mesto |\n| IČO | 1 |") == ["row", None, "row", None]


def test_row_headings_end_with_their_table() -> None:
    text = "| | |\n|---|---|\n| a | b |\n\n| c |\n|---|\n| d |"
    assert [token.attrGet("scope") for token in parse(text) if token.type == "th_open"] == ["row", "col"]


def test_characters_are_not_altered() -> None:
    text = "„Úvodzovky“ -- 5\N{NO-BREAK SPACE}000,00\N{NO-BREAK SPACE}€ ... (c)"
    assert inline_children(text)[0].content == text
