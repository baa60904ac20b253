"""One article as HTML: the text with its facts highlighted, and a table of the facts. Everything is escaped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from govextract.records import Extraction
from govextract.report.spans import stretches, summary_of, tagged

if TYPE_CHECKING:
    from jinja2 import Template


def extraction_html(extraction: Extraction) -> str:
    """A self-contained HTML fragment, fit for a notebook cell. It needs no script and no network."""
    facts = tagged(extraction)
    return _template().render(
        article=extraction.article,
        stretches=list(stretches(extraction.article.text, facts)),
        facts=[(item, summary_of(item.fact)) for item in facts],
    )


def page_html(extraction: Extraction) -> str:
    """The fragment as a complete HTML document."""
    head = '<!doctype html>\n<html><head><meta charset="utf-8"><title>govextract</title></head>\n<body>\n'
    return f"{head}{extraction_html(extraction)}\n</body></html>\n"


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("govextract.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("extraction.html.j2")
