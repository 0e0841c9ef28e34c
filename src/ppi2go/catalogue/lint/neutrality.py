"""Rules on neutrality: what a theme says names no product and no firm (Directive 2014/24/EU, article 42(4)).

The list holds makers and brands that buyers of lighting, energy, health and software meet most often; legal forms and
trade mark signs betray the others. It cannot be complete: it is a net for slips and no licence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ppi2go.catalogue.lint.document import Document, Faults
from ppi2go.catalogue.yaml_reader import Path_

_NAMES = """
    abb abbott accenture acer adobe airtable amazon android apache apple arduino atlassian autodesk aws azure
    bosch buderus capgemini cerner chatgpt cisco citrix copilot daikin danfoss databricks datadog dell
    deloitte docker dräger elasticsearch enel epson ericsson esri fitbit fortinet fresenius fujitsu gemini
    github gitlab google grundfos grafana hikvision hitachi honeywell huawei ibm imprivata intel ios iphone
    jira johnson-controls keycloak kubernetes landis+gyr lenovo linux lumileds macos mckesson medtronic
    microsoft microstrategy mitsubishi mongodb mysql netapp nvidia okta omron openai oracle osram palantir
    panasonic philips postgresql powerbi qlik redis resmed roche salesforce samsung sap schneider-electric
    schréder servicenow sharepoint siemens signify sma snowflake splunk tableau tata teams telefonica tesla
    thales thorn toshiba tridonic trilux uipath vaillant viessmann vmware whatsapp windows wilo xerox zabbix
    zebra zendesk zoom zumtobel
"""
BRANDS = frozenset(_NAMES.split())
_PHRASES = ("boston scientific", "ge healthcare", "johnson controls", "landis+gyr", "power bi", "schneider electric")
_COMMON = frozenset({"apache", "intel", "zebra", "thorn", "teams", "windows", "zoom", "gemini", "redis", "tata"})
"""Brands that are also words: they count only where they are written with a capital inside a sentence."""
_LEGAL_FORM = re.compile(
    r"\b(s\. ?r\. ?o\.|spol\. s r\. ?o\.|a\. ?s\.(?= |,|;|$)|GmbH|S\.p\.A\.|S\.r\.l\.|Kft\.|Zrt\.|Nyrt\.|d\. ?o\. ?o\.|"
    r"d\. ?d\.(?= |,|;|$)|Sp\. z o\. ?o\.|S\.A\.(?= |,|;|$)|Inc\.|Ltd\.?|LLC|PLC|B\.V\.)"
)
_MARK = re.compile(r"[®™℠]")
_WORD = re.compile(r"[\w+-]+")
_NOT_TEXT = frozenset({"url", "id", "needs", "field", "fields", "when", "citation", "acts", "source", "source_url"})


def neutrality(document: Document) -> Faults:
    """Find products and firms that a theme names."""
    if document.kind != "theme" or not isinstance(document.data, dict):
        return
    for path, text in _texts(document.data, ()):
        found = named(text)
        if found:
            message = f"'{found}' names a product or a firm; describe what it does (Directive 2014/24/EU, art. 42(4))"
            yield document.fault(path, message, "names-a-product")


def named(text: str) -> str | None:
    """Return the first product, firm, legal form or trade mark sign that a text names."""
    for pattern in (_MARK, _LEGAL_FORM):
        if match := pattern.search(text):
            return match[0]
    folded = text.casefold()
    for phrase in _PHRASES:
        if phrase in folded:
            return phrase
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        if word not in BRANDS:
            continue
        inside = match.start() > 0 and match[0][:1].isupper() and text[match.start() - 2 : match.start()] != ". "
        if word not in _COMMON or inside:
            return match[0]
    return None


def _texts(node: Any, path: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in _NOT_TEXT:
                yield from _texts(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _texts(value, (*path, index))
