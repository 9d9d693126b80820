# SPDX-License-Identifier: BSL-1.0
# Copyright the calque authors
"""The targets for the figures, for report.py."""
import dataclasses
import statistics
import typing

PARSE = "calque::parse"
KEPT = "calque::parse, into a kept filter"
MISTAKE = "calque::parse, of a mistake"
MISTAKE_ALONE = "calque::parse, of a mistake, without a search for edits"
BODY = "calque::parse and encode_body"
FROM_JSON = "calque::from_json"
EVALUATE = "calque::evaluator"
DECODE = "calque::decode_bulk_widgets"
HANDWRITTEN = "handwritten"
PEGTL = "PEGTL"
BISON = "flex and bison"
BOOST = "Boost.JSON"
BOOST_WALK = "Boost.JSON and a walk"
BOOST_EXTRACTION = "Boost.JSON and extraction"
SIMDJSON = "simdjson"

KNOWN = "known"  # the filter of 102 bytes with published figures


def base_of(work):
    """Returns the contender to whose times the times of a work are compared."""
    return FROM_JSON if work == "filter_of_json" else PARSE


@dataclasses.dataclass
class Target:
    """A figure and its bound; the figure is None if it was not measured."""
    words: str
    figure: typing.Callable
    most: float | None = None
    least: float | None = None
    unit: str = " ×"
    digits: int = 2
    more: typing.Callable = lambda results: ""  # returns further remarks

    def check(self, results):
        figure = self.figure(results)
        met = figure is not None and (figure <= self.most if self.most is not None else figure >= self.least)
        bound = f"at most {self.most:g}" if self.most is not None else f"at least {self.least:g}"
        told = "–" if figure is None else f"{figure:.{self.digits}f}{self.unit}{self.more(results)}"
        return {"words": self.words, "figure": figure, "at_most": self.most, "at_least": self.least,
                "state": "not measured" if figure is None else "met" if met else "missed",
                "figure_words": told, "limit_words": bound + self.unit}


def ratio(contender, than):
    return lambda results: results.ratio(contender, than)


def without_warnings(results, contender):
    """Returns the figures of the samples without warnings: a filter with one also keeps its text."""
    return {name: each for name, each in results.by.get(contender, {}).items() if not name.startswith("warnings/")}


def most_allocations(contender, samples=""):
    """Returns the most allocations in a run, over the samples without warnings whose name begins with `samples`."""
    return lambda results: max((each["allocations"] for name, each in without_warnings(results, contender).items()
                                if name.startswith(samples)), default=None)


def each_byte(sample, than):
    """Returns the ratio of two samples' times per byte."""
    def figure(results):
        of = results.by.get(PARSE, {})
        if sample not in of or than not in of:
            return None
        return (of[sample]["ns"] / of[sample]["bytes"]) / (of[than]["ns"] / of[than]["bytes"])
    return figure


def warned(contender):
    """Returns the time of filters with a warning relative to those without: the median of the pairs."""
    def figure(results):
        of = results.by.get(contender, {})
        pairs = [(each, of.get("without " + name)) for name, each in of.items() if name.startswith("warnings/")]
        ratios = [each["ns"] / plain["ns"] for each, plain in pairs if plain]
        return statistics.median(ratios) if ratios else None
    return figure


def most_allocated(contender):
    """Returns the name of the sample with the most allocations, if there are any."""
    def more(results):
        name, each = max(without_warnings(results, contender).items(), key=lambda item: item[1]["allocations"])
        return f" ({name})" if each["allocations"] else ""
    return more


def worst_mistake(contender):
    """Returns the sample whose mistake costs most relative to its text."""
    def more(results):
        ratios = {sample: each["ns"] / results.by[PARSE][sample]["ns"]
                  for sample, each in results.by[contender].items()}
        worst = max(ratios, key=ratios.get)
        return f" ({worst}: {ratios[worst]:.1f} ×)"
    return more


def slowest_decision(results):
    rates = [each["conditions"] / each["ns"] * 1e3 for each in results.by.get(EVALUATE, {}).values()]
    return min(rates, default=None)


def decoding_peak(results):
    """Returns the peak, minus the permitted megabyte, as a multiple of the result."""
    each = next(iter(results.by.get(DECODE, {}).values()), None)
    return each and (each["peak"] - 1e6) / each["held"]


TARGETS = [
    Target("text to filter, beside the parser written by hand", ratio(PARSE, HANDWRITTEN), most=1.10),
    Target("text to filter, beside PEGTL doing the same", ratio(PARSE, PEGTL), most=1.0),
    Target("text to filter, faster than flex and bison", ratio(BISON, PARSE), least=2),
    Target("text to filter, faster than Boost.JSON makes a tree of the JSON", ratio(BOOST, PARSE), least=4),
    Target("text to filter, beside simdjson making a tree of the JSON", ratio(PARSE, SIMDJSON), most=1.0),
    Target("text to a request's body, beside text to filter", ratio(BODY, PARSE), most=1.35),
    Target("most allocations of a parse into a kept filter", most_allocations(KEPT), most=0, unit="", digits=0,
           more=most_allocated(KEPT)),
    Target("most allocations of a parse", most_allocations(PARSE), most=2, unit="", digits=0,
           more=most_allocated(PARSE)),
    Target("a byte of 64 KB, beside one of 1 KB", each_byte("linear/64KB", "linear/1KB"), most=1.25),
    Target("60 levels, beside flat text as long", each_byte("nesting 60/nested", "nesting 60/flat"), most=1.5),
    Target("text with a warning, beside the same without", warned(PARSE), most=1.3),
    Target("JSON with a warning, beside the same without", warned(FROM_JSON), most=1.3),
    Target("text with a mistake, beside the text", ratio(MISTAKE, PARSE), most=10, more=worst_mistake(MISTAKE)),
    Target("the same without a search for edits", ratio(MISTAKE_ALONE, PARSE), most=10,
           more=worst_mistake(MISTAKE_ALONE)),
    Target("JSON to filter, faster than Boost.JSON and a walk", ratio(BOOST_WALK, FROM_JSON), least=1.5),
    Target("the slowest simple condition evaluated", slowest_decision, least=10, unit=" million a second", digits=1),
    Target("most allocations of comparing texts without case", most_allocations(EVALUATE, "contains"), most=0, unit="",
           digits=0),
    Target("100 000 rows decoded, faster than Boost.JSON and extraction", ratio(BOOST_EXTRACTION, DECODE), least=2),
    Target("peak of that, less 1 MB, beside the result", decoding_peak, most=1.3),
]
