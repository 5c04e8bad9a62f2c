"""The report as a program reads it: its elements, its tables, its articles."""

import re
from html.parser import HTMLParser


class Page(HTMLParser):
    """The elements of a page, and the cells of its tables by chart."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.tables, self.texts = [], {}, []
        self.table = self.row = None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.elements.append((tag, attributes))
        if "data-table" in attributes:
            self.table = self.tables.setdefault(attributes["data-table"], [])
        elif tag == "tr" and self.table is not None:
            self.row = []
            self.table.append(self.row)
        elif tag in ("td", "th") and self.row is not None:
            self.row.append("")
        elif tag == "data" and self.row:
            self.row[-1] = attributes["value"]

    def handle_endtag(self, tag):
        if tag == "table":
            self.table = self.row = None

    def handle_data(self, text):
        self.texts.append(text)


def articles(html):
    found = re.findall(r'<article class="chart" id="chart-(\w+)".*?</article>', html, re.S)
    return dict(
        zip(found, re.findall(r'<article class="chart".*?</article>', html, re.S), strict=True)
    )
