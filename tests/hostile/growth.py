#!/usr/bin/env python3
"""How the command's work and memory grow when the input doubles, in every dimension.

    python3 tests/hostile/growth.py [--cmd target/release/storydiff] [--most 2.3] [--seconds 4]
        [--commands compare,inspect,quotes] [DIMENSION...]

A dimension is made at n, 2n, 4n ... until one run takes `--seconds` of processor time or the dimension's largest size is
reached. Printed: the input's size, processor seconds beyond those of a tiny input, the growth of the last two
doublings, and the peak memory against 48 MiB + 12 x decoded input. Status 1 when a growth passes `--most` or the memory its
bound. Growth is judged where a run takes more than a fifth of a second.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time

HEAD = "Quay crane falls into the harbour\n\n"
TAIL = "\n\nNobody was hurt, the harbour master said.\n"

NAMES = ["Jane Holm", "Rui Costa", "Ana Berg", "Tom Ek", "Mia Lund", "Ole Strand", "Eva Dahl", "Per Moe", "Ida Vik", "Jon Aas"]
PLACES = ["Kelso Quay", "Orvo", "Saltreath", "Dunmarrow", "Brannick Bay", "Northmere"]
NOUNS = "crane harbour ferry tower bridge storm road school train market river engine council worker driver pilot captain ship fire wall".split()
VERBS = "fell sank burned closed opened broke stopped moved turned reached left hit struck blocked damaged flooded".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def sentence(rng):
    """One invented sentence of news."""
    kind = rng.randrange(8)
    noun, verb, other = rng.choice(NOUNS), rng.choice(VERBS), rng.choice(NOUNS)
    if kind == 0:
        return f"The {noun} {verb} near {rng.choice(PLACES)} on {rng.choice(DAYS)}, {rng.choice(NAMES)} said."
    if kind == 1:
        return f"“The {noun} {verb} before the {other} {rng.choice(VERBS)},” {rng.choice(NAMES)} said."
    if kind == 2:
        return f"At least {rng.randrange(2, 900)} people were hurt when the {noun} {verb}."
    if kind == 3:
        return f"{rng.choice(NAMES)} did not say why the {noun} {verb} the {other}."
    if kind == 4:
        return f"Police in {rng.choice(PLACES)} may close the {noun} until {rng.choice(DAYS)}, a spokesman said."
    if kind == 5:
        return f"It cost ${rng.randrange(1, 99)} million and the {noun} {verb} in {rng.randrange(1950, 2025)}."
    if kind == 6:
        return f"“We saw the {noun},” she said, and the {other} {verb} after {rng.randrange(2, 60)} minutes."
    return f"The {noun} and the {other} {verb}, which the {rng.choice(NOUNS)} had {rng.choice(VERBS)}."


def prose(n, seed, per_paragraph=3):
    """About n sentences of news; the same seed gives the same text."""
    rng = random.Random(seed)
    out = []
    for number in range(n):
        out.append(sentence(rng))
        out.append("\n\n" if number % per_paragraph == per_paragraph - 1 else " ")
    return HEAD + "".join(out) + TAIL


def pair(text):
    """The text and one that differs in a word, so that both are read, aligned and compared."""
    return [("a.txt", text), ("b.txt", text.replace("Nobody was hurt", "Nobody was killed"))]


def repeat(piece, between=""):
    return lambda n: pair(HEAD + (piece + between) * n + TAIL)


def reports(n):
    return [(f"r{number}.txt", prose(12, 100 + number)) for number in range(n)]


def copies(n):
    return [(f"r{number}.txt", prose(12, 7)) for number in range(n)]


def numbered(template, between=" "):
    def make(n):
        return pair(HEAD + between.join(template.format(i=i, name=NAMES[i % 10], word=spell(i), day=DAYS[i % 7]) for i in range(n)) + TAIL)

    return make


def spell(i):
    """A made-up word for a number, letters only."""
    out = ""
    i += 27
    while i:
        i, rest = divmod(i, 26)
        out += chr(97 + rest)
    return out


def page(body):
    return f"<!doctype html><html><head><title>Crane falls into the harbour</title></head><body><article><h1>Crane falls into the harbour</h1>{body}</article></body></html>"


def html(make):
    return lambda n: [("a.html", page(make(n))), ("b.txt", HEAD + "The crane fell on Monday." + TAIL)]


def json_text(n):
    import json

    return [(name, json.dumps({"title": "Crane falls", "text": prose(n, seed)})) for name, seed in (("a.json", 1), ("b.json", 2))]


def markdown(make):
    return lambda n: [("a.md", "# Crane falls into the harbour\n\n" + make(n) + TAIL), ("b.txt", HEAD + "The crane fell on Monday." + TAIL)]


# name -> (first size, largest size, generator)
DIMENSIONS = {
    "prose, two different reports": (100, 32_000, lambda n: [("a.txt", prose(n, 1)), ("b.txt", prose(n, 2))]),
    "prose, nearly equal reports": (100, 32_000, lambda n: pair(prose(n, 1))),
    "prose in one paragraph": (100, 32_000, lambda n: [("a.txt", prose(n, 1, n)), ("b.txt", prose(n, 2, n))]),
    "prose on one line, no headline": (100, 32_000, lambda n: [(name, prose(n, seed, n).replace("\n", " ")) for name, seed in (("a.txt", 1), ("b.txt", 2))]),
    "JSON prose": (100, 32_000, json_text),
    "reports": (2, 64, reports),
    "copies of a report": (2, 64, copies),
    "one sentence repeated": (500, 64_000, repeat("The crane fell on Monday. ")),
    "one paragraph repeated": (500, 64_000, repeat("It fell.", "\n\n")),
    "tiny paragraphs, all different": (500, 64_000, numbered("It {word}.", "\n\n")),
    "two-word paragraphs without a stop": (500, 64_000, repeat("Read more", "\n\n")),
    "one-letter sentences": (500, 64_000, repeat("A. ")),
    "quotations in one paragraph": (500, 64_000, repeat("“No,” he said. ")),
    "quotations, all different": (500, 32_000, numbered("“The {word} fell,” {name} said.", "\n\n")),
    "quotations with the same words": (250, 16_000, repeat("“The crane fell into the harbour,” Jane Holm said.", "\n\n")),
    "quotations without a speaker": (500, 32_000, repeat("“The crane fell.” ")),
    "straight marks": (500, 64_000, repeat('"No" ')),
    "single marks": (500, 64_000, repeat("'No' ")),
    "open marks": (1000, 128_000, repeat("“")),
    "apostrophes": (1000, 128_000, repeat("' ")),
    "apostrophes in words": (1000, 128_000, repeat("it's ")),
    "quotation over many paragraphs": (250, 32_000, repeat("“The crane fell.", "\n\n")),
    "nested quotations": (250, 32_000, repeat("“He said ‘no’ and ")),
    "one long quotation": (250, 32_000, lambda n: pair(HEAD + "“" + "the crane fell and " * n + "we left,” he said." + TAIL)),
    "cues without quotations": (500, 32_000, repeat("he said, ")),
    "words in a sentence": (1000, 128_000, repeat("the crane and ")),
    "words in a sentence, all different": (1000, 64_000, numbered("the {word} and")),
    "clauses in a sentence": (500, 32_000, repeat("which the crane hit, ")),
    "that-clauses in a sentence": (500, 32_000, repeat("he said that she said that ")),
    "figures in a sentence": (500, 32_000, repeat("12 people and ")),
    "figures in a sentence, all different": (500, 32_000, numbered("{i} people and")),
    "figures in a row": (500, 64_000, numbered("{i}")),
    "number words": (500, 64_000, repeat("two hundred ")),
    "one long figure": (5000, 1_000_000, repeat("9")),
    "separators in a figure": (5000, 500_000, repeat("9,")),
    "money": (500, 32_000, repeat("$5 million and ")),
    "dates in a sentence": (500, 32_000, numbered("{day} and")),
    "full dates in a sentence": (500, 32_000, repeat("on 4 March 2020 and ")),
    "figures in one report's sentences": (500, 32_000, numbered("{i} people fell.")),
    "names in a sentence": (500, 32_000, repeat("Jane Holm, ")),
    "names in a sentence, all different": (500, 32_000, numbered("Jane {word},")),
    "names in a row": (500, 64_000, repeat("Jane ")),
    "capitals, all different": (500, 32_000, lambda n: pair(HEAD + " ".join("The " + spell(i).capitalize() + " fell." for i in range(n)) + TAIL)),
    "people, all different": (500, 16_000, lambda n: pair(HEAD + "\n\n".join(f"{spell(i).capitalize()} {spell(3 * i).capitalize()}, a driver, fell." for i in range(n)) + TAIL)),
    "one surname, many people": (500, 16_000, lambda n: pair(HEAD + "\n\n".join(f"{spell(i).capitalize()} Holm fell." for i in range(n)) + TAIL)),
    "pronouns": (500, 32_000, repeat("He said she fell. ")),
    "negations": (500, 32_000, repeat("not ")),
    "hedges": (500, 32_000, repeat("may ")),
    "labels": (500, 32_000, repeat("terrorists ")),
    "abbreviations": (500, 64_000, repeat("U.S. ")),
    "dots": (1000, 128_000, repeat(". ")),
    "dots without blanks": (1000, 512_000, repeat(".")),
    "commas": (1000, 256_000, repeat(",")),
    "dashes": (1000, 128_000, repeat("— ")),
    "hyphens in a word": (1000, 128_000, repeat("a-")),
    "brackets": (1000, 128_000, repeat("[")),
    "round brackets": (1000, 128_000, repeat("(")),
    "one word": (10_000, 1_000_000, repeat("a")),
    "one capital word": (10_000, 1_000_000, repeat("A")),
    "combining marks": (5_000, 500_000, repeat("\u0301")),
    "emoji joined": (5_000, 200_000, repeat("👩\u200d")),
    "invisible characters": (5_000, 500_000, repeat("\u200b")),
    "blanks": (10_000, 1_000_000, lambda n: pair(HEAD + "The crane" + " " * n + "fell." + TAIL)),
    "line ends": (10_000, 1_000_000, lambda n: pair(HEAD + "\n" * n + "The crane fell." + TAIL)),
    "tabs": (10_000, 500_000, repeat("a\t")),
    "headline": (1000, 128_000, lambda n: pair("Crane falls " * n + "\n\nThe crane fell on Monday." + TAIL)),
    "headline repeated in the body": (500, 32_000, lambda n: pair(HEAD * n + "The crane fell on Monday." + TAIL)),
    "bylines": (500, 64_000, repeat("By Jane Holm", "\n\n")),
    "dates above": (500, 64_000, repeat("4 March 2020", "\n")),
    "links": (500, 64_000, repeat("https://example.org/a?b=c ")),
    "short lines": (500, 64_000, repeat("Share\n")),
    "letters of another script": (5000, 500_000, repeat("кран упал ")),
    "letters without blanks": (5000, 500_000, repeat("鶴")),
    "HTML paragraphs": (500, 64_000, html(lambda n: "<p>The crane fell on Monday.</p>" * n)),
    "HTML different paragraphs": (500, 16_000, html(lambda n: "".join(f"<p>The {spell(i)} fell.</p>" for i in range(n)))),
    "HTML depth": (500, 512_000, html(lambda n: "<div>" * n + "The crane fell.")),
    "HTML lists": (500, 256_000, html(lambda n: "<ul><li>" * n + "The crane fell.")),
    "HTML formatting": (500, 128_000, html(lambda n: "<p>" + "<b><i>a" * n)),
    "HTML formatting reopened": (500, 64_000, html(lambda n: "<p><b>a" * n)),
    "HTML links": (500, 64_000, html(lambda n: "<a href=x>crane</a> " * n)),
    "HTML attributes": (500, 64_000, html(lambda n: "<p " + "".join(f"a{i}=b " for i in range(n)) + ">The crane fell.</p>")),
    "HTML one attribute": (10_000, 2_000_000, html(lambda n: "<p title='" + "a" * n + "'>The crane fell.</p>")),
    "HTML entities": (1000, 256_000, html(lambda n: "<p>" + "&amp;" * n + "</p>")),
    "HTML tables": (500, 64_000, html(lambda n: "<table>" + "<tr><td>a" * n)),
    "HTML tables nested": (500, 64_000, html(lambda n: "<table><tr><td>" * n)),
    "HTML comments": (500, 256_000, html(lambda n: "<!-- a -->" * n)),
    "HTML script": (500, 256_000, html(lambda n: "<script>a</script>" * n)),
    "HTML open tags": (1000, 512_000, html(lambda n: "<" * n)),
    "HTML meta": (500, 64_000, lambda n: [("a.html", "<html><head>" + "<meta property=article:author content='Jane Holm'>" * n + "</head><body><article><p>The crane fell.</p></article></body></html>"), ("b.txt", HEAD + "The crane fell on Monday." + TAIL)]),
    "HTML ld+json": (500, 64_000, lambda n: [("a.html", "<html><head><script type='application/ld+json'>" + '{"a":' * n + "1" + "}" * n + "</script></head><body><article><p>The crane fell.</p></article></body></html>"), ("b.txt", HEAD + "The crane fell on Monday." + TAIL)]),
    "JSON depth": (500, 512_000, lambda n: [("a.json", '{"title":"Crane falls","text":"The crane fell on Monday.","x":' + "[" * n + "]" * n + "}"), ("b.txt", HEAD + "The crane fell on Monday." + TAIL)]),
    "JSON keys": (500, 128_000, lambda n: [("a.json", '{"title":"Crane falls",' + "".join(f'"k{i}":1,' for i in range(n)) + '"text":"The crane fell on Monday."}'), ("b.txt", HEAD + "The crane fell on Monday." + TAIL)]),
    "JSON duplicate keys": (500, 128_000, lambda n: [("a.json", "{" + '"text":"The crane fell on Monday.",' * n + '"title":"Crane falls"}'), ("b.txt", HEAD + "The crane fell on Monday." + TAIL)]),
    "JSON authors": (500, 64_000, lambda n: [("a.json", '{"title":"Crane falls","authors":[' + ",".join(['"Jane Holm"'] * n) + '],"text":"The crane fell on Monday."}'), ("b.txt", HEAD + "The crane fell on Monday." + TAIL)]),
    "JSON long number": (5000, 2_000_000, lambda n: [("a.json", '{"title":"Crane falls","n":' + "9" * n + ',"text":"The crane fell on Monday."}'), ("b.txt", HEAD + "The crane fell on Monday." + TAIL)]),
    "JSON escapes": (5000, 256_000, lambda n: [("a.json", '{"title":"Crane falls","text":"' + "\\u0041" * n + '"}'), ("b.txt", HEAD + "The crane fell on Monday." + TAIL)]),
    "Markdown emphasis": (500, 128_000, markdown(lambda n: "*a **a " * n)),
    "Markdown stars": (500, 256_000, markdown(lambda n: "**x" * n)),
    "Markdown links": (500, 128_000, markdown(lambda n: "[" * n + "a" + "](b)" * n)),
    "Markdown open links": (500, 256_000, markdown(lambda n: "[a](" * n)),
    "Markdown quotes": (500, 64_000, markdown(lambda n: ">" * n + "a")),
    "Markdown lists": (500, 32_000, markdown(lambda n: "* " * n + "a")),
    "Markdown code": (500, 128_000, markdown(lambda n: "".join("`" * (i % 300) + "a" for i in range(n)))),
    "Markdown references": (500, 128_000, markdown(lambda n: "[a]: b\n" * n + "[a] " * n)),
    "Markdown footnotes": (500, 64_000, markdown(lambda n: "[^a\n" * n)),
    "Markdown headings": (500, 64_000, markdown(lambda n: "# The crane\n\n" * n)),
    "Markdown HTML": (500, 128_000, markdown(lambda n: "<a " * n)),
    "Markdown tables": (500, 32_000, markdown(lambda n: "|a|b|\n|-|-|\n" + "|a|b|\n" * n)),
}

COMMANDS = {
    "compare": lambda names: ["compare", "--format", "json", *names],
    "html": lambda names: ["compare", "--format", "html", *names],
    "table": lambda names: ["compare", *names],
    "markdown": lambda names: ["compare", "--format", "markdown", *names],
    "csv": lambda names: ["compare", "--format", "csv", *names],
    "tei": lambda names: ["compare", "--format", "tei", *names],
    "inspect": lambda names: ["inspect", names[0]],
    "quotes": lambda names: ["quotes", names[0]],
    "versions": lambda names: ["versions", *names],
    "check": lambda names: ["check", names[0], "--source", names[1]],
}


def run(command, arguments, folder, limit):
    """Processor seconds, peak memory in bytes, status; no status when the run was ended."""
    with open(os.path.join(folder, "out"), "wb") as out, open(os.path.join(folder, "err"), "wb") as err:
        child = subprocess.Popen(
            [command, *arguments], cwd=folder, stdout=out, stderr=err,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit)),
        )
        _, status, usage = os.wait4(child.pid, 0)
    return usage.ru_utime, usage.ru_maxrss * 1024, os.waitstatus_to_exitcode(status)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cmd", default="target/release/storydiff")
    parser.add_argument("--most", type=float, default=2.3)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--commands", default="compare,inspect,quotes")
    parser.add_argument("--bad", action="store_true", help="print what is beyond its bound alone")
    parser.add_argument("dimensions", nargs="*")
    args = parser.parse_args()
    command = os.path.abspath(args.cmd)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        def write(files):
            for name, text in files:
                with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
                    out.write(text)
            return [name for name, _ in files], sum(len(text.encode()) for _, text in files)

        tiny, _ = write(pair(HEAD + "The crane fell." + TAIL))
        start = min(run(command, COMMANDS["compare"](tiny), folder, 60)[0] for _ in range(5))
        print(f"a tiny input: {start:.3f} s", flush=True)
        for name, (first, largest, make) in DIMENSIONS.items():
            if args.dimensions and not any(wanted in name for wanted in args.dimensions):
                continue
            for what in args.commands.split(","):
                times, memory, n, status = [], 0.0, first, 0
                while True:
                    names, size = write(make(n))
                    if what in ("inspect", "quotes"):
                        size = os.path.getsize(os.path.join(folder, names[0]))
                    seconds, peak, status = run(command, COMMANDS[what](names), folder, int(args.seconds * 5) + 5)
                    times.append((n, max(seconds - start, 0.001)))
                    bound = (48 << 20) + 12 * size
                    memory = max(memory, peak / bound)
                    if status not in (0, 2) or seconds > args.seconds or n >= largest:
                        break
                    n *= 2
                growth = [
                    (later / earlier)
                    for (_, earlier), (_, later) in zip(times, times[1:])
                    if later > 0.2 and earlier > 0.04
                ][-2:]
                beyond = status not in (0, 2) or memory > 1 or any(factor > args.most for factor in growth)
                wrong += beyond
                if beyond or not args.bad:
                    factors = " ".join(f"x{factor:.2f}" for factor in growth) or "-"
                    print(
                        f"{'!' if beyond else ' '} {name:38} {what:8} n {n:>8} {size >> 10:>6} KB {times[-1][1]:8.2f} s"
                        f"  {factors:14} memory {memory:5.2f} of its bound" + ("" if status in (0, 2) else f"  STATUS {status}"),
                        flush=True,
                    )
    print(f"{wrong} beyond their bounds")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
