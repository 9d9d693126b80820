# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""Draws a report as SVG: a bar for each contender, on a card that suits light and dark pages."""
from xml.sax.saxutils import escape

from targets import PARSE

WIDTH, LEFT, RIGHT, BAR, GAP = 860, 300, 110, 18, 8
LONGEST = 10  # relative to calque's bar; longer bars are broken off
SECTIONS = [
    ("Text to a checked filter, or to what comes of it", ["filter_of_text", "json_of_text"]),
    ("Text to less: a tree without checks, or no more than tokens", ["tree_of_text", "tokens_of_text"]),
    ("The same filter as JSON, to a checked filter", ["filter_of_json"]),
    ("The same filter as JSON, to a tree without checks", ["dom_of_json"]),
]
STYLE = """
.card{fill:#fff;stroke:#d0d7de}.gap{fill:#fff}.ours{fill:#0969da}.other{fill:#a8b1bb}
text{fill:#1f2328;font:13px system-ui,sans-serif}.title{font-size:17px}.title,.section{font-weight:600}
.small{fill:#59636e;font-size:12px}.name{text-anchor:end}
@media(prefers-color-scheme:dark){
.card{fill:#0d1117;stroke:#3d444d}.gap{fill:#0d1117}.ours{fill:#4493f8}.other{fill:#656c76}
text{fill:#f0f6fc}.small{fill:#9198a1}
}
"""


class Drawing:
    """The elements drawn so far, from the top down."""

    def __init__(self):
        self.parts, self.y = [], 34

    def text(self, x, words, kind):
        self.parts.append(f'<text x="{x}" y="{self.y}" class="{kind}">{escape(words)}</text>')

    def line(self, words, kind, down):
        self.text(24, words, kind)
        self.y += down

    def bar(self, name, value, words, longest):
        whole = WIDTH - LEFT - RIGHT
        width = min(max(1.0, value / longest * whole), whole)
        kind = "ours" if name.startswith("calque") else "other"
        self.parts.append(f'<rect x="{LEFT}" y="{self.y - 13}" width="{width:.1f}" height="{BAR}" rx="2" '
                          f'class="{kind}"/>')
        if value > longest:
            self.parts.append(f'<path d="M{LEFT + whole - 40} {self.y + 7}l8 -22h6l-8 22z" class="gap"/>')
        self.text(LEFT - 10, name, "name")
        self.text(f"{LEFT + width + 8:.1f}", words, "value")
        self.y += BAR + GAP


def svg(report):
    key = "known_ns" if any(each["known_ns"] for each in report["contenders"]) else "ns"
    shown = [each for each in report["contenders"] if each[key] and each["does"] != "diagnostics_of_text"]
    ours = max((each[key] for each in shown if each["contender"] == PARSE), default=float("inf"))
    longest = max((each[key] for each in shown if each[key] <= LONGEST * ours), default=1)
    what = "a filter of 102 bytes" if key == "known_ns" else "a filter (the median)"
    drawing = Drawing()
    drawing.line(f"Nanoseconds to read {what}; shorter is better", "title", 22)
    drawing.line(f"{report['compiler']}; {report['processor']}; medians of {report['rounds']} shuffled rounds in one "
                 "process", "small", 32)
    for title, works in SECTIONS:
        rows = sorted((each for each in shown if each["does"] in works), key=lambda each: each[key])
        if not rows:
            continue
        drawing.line(title, "section", 24)
        for each in rows:
            drawing.bar(each["contender"], each[key], f"{each[key]:,.0f} ns".replace(",", " "), longest)
        drawing.y += 14
    height = drawing.y - 8
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
            f'viewBox="0 0 {WIDTH} {height}" role="img" aria-label="Nanoseconds to read {what}">\n'
            f"<style>{STYLE}</style>\n"
            f'<rect class="card" x=".5" y=".5" width="{WIDTH - 1}" height="{height - 1}" rx="6"/>\n'
            + "\n".join(drawing.parts) + "\n</svg>\n")
