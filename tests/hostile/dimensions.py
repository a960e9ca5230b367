"""What grows in `growth.py`: for each dimension its first and largest size and the reports of a size, all invented."""

import json
import random

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


def many(length, make=None):
    """As many reports, each as long."""
    return lambda n: [(f"r{number}.txt", (make or prose)(length, 100 + number)) for number in range(n)]


def retold(length, seed):
    """The same report with about a quarter of its paragraphs another."""
    rng = random.Random(seed)
    lines = prose(length, 7).split("\n\n")
    return "\n\n".join(sentence(rng) if at and rng.randrange(4) == 0 else line for at, line in enumerate(lines))


def records(make, line_by_line=False):
    """One file of JSON with n records."""

    def file(n):
        found = [json.dumps(make(i)) for i in range(n)]
        return [("a.json", "\n".join(found) if line_by_line else "[" + ",".join(found) + "]")]

    return file


def record(i, length=3, seed=None, **more):
    return {"title": "Quay crane falls into the harbour", "text": prose(length, 100 + i if seed is None else seed), **more}


def told(template, other=None, between="\n\n"):
    """Sentences of one form whose words are others in the second report, so that they may be joined crosswise."""

    def text(template, n, step):
        made = (template.format(i=i, word=spell(step * i), Word=spell(step * i).capitalize(), name=NAMES[i % 10], place=PLACES[i % 6], noun=NOUNS[i % 20], verb=VERBS[i % 16], day=DAYS[i % 7]) for i in range(1, n + 1))
        return HEAD + between.join(made) + TAIL

    return lambda n: [("a.txt", text(template, n, 3)), ("b.txt", text(other or template, n, 5))]


def moved(n):
    """The same paragraphs in another order."""
    lines = [sentence(random.Random(seed)) + f" It was the {spell(seed)}." for seed in range(n)]
    mixed = lines[:]
    random.Random(1).shuffle(mixed)
    return [("a.txt", HEAD + "\n\n".join(lines) + TAIL), ("b.txt", HEAD + "\n\n".join(mixed) + TAIL)]


def reworded(n):
    """Every sentence with two words changed."""
    rng = random.Random(1)
    text = prose(n, 7)
    words = text[len(HEAD):].split(" ")
    for _ in range(len(words) // 8):
        words[rng.randrange(len(words))] = rng.choice(NOUNS)
    return [("a.txt", text), ("b.txt", HEAD + " ".join(words))]


def short_from_long(n):
    """One long quotation, and n short ones out of it."""
    rng = random.Random(1)
    words = [rng.choice(NOUNS + VERBS) for _ in range(300)]
    pieces = [" ".join(words[at % 290:at % 290 + 6]) for at in range(n)]
    return [
        ("a.txt", HEAD + "“The " + " ".join(words) + ",” Jane Holm said." + TAIL),
        ("b.txt", HEAD + "\n\n".join(f"“The {piece},” Jane Holm said." for piece in pieces) + TAIL),
    ]


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
    "reports of 120 sentences": (2, 64, many(120)),
    "reports of 600 sentences": (2, 32, many(600)),
    "copies of 120 sentences": (2, 64, lambda n: [(f"r{number}.txt", prose(120, 7)) for number in range(n)]),
    "reports nearly the same": (2, 64, many(120, retold)),
    "reports of 2 sentences": (2, 1024, many(2)),
    "one long report and short ones": (2, 256, lambda n: [("a.txt", prose(2000, 1)), *many(6)(n)]),
    "JSON records": (16, 4096, records(record)),
    "JSON records, one a line": (16, 4096, records(record, True)),
    "JSON records, one text": (16, 8192, records(lambda i: record(i, seed=1))),
    "JSON records, one outlet": (16, 4096, records(lambda i: record(i, outlet="Harbour Post"))),
    "JSON records, outlets all different": (16, 4096, records(lambda i: record(i, outlet=f"The {spell(i).capitalize()} Post", authors=["Jane " + spell(i).capitalize()]))),
    "JSON records of a sentence": (64, 16_384, records(lambda i: {"title": "Crane falls", "text": f"The {spell(i)} fell."})),
    "JSON records without text": (64, 65_536, records(lambda i: {"title": "Crane falls"})),
    "sentences of one form": (500, 16_000, told("The {word} fell near the harbour on Monday.")),
    "sentences of one opening": (500, 16_000, told("The crane was hit by the {word}.")),
    "sentences of one toll": (500, 16_000, told("12 people were killed by the {word}.")),
    "tolls, all different": (500, 16_000, told("{i} people were killed by the {word}.")),
    "one figure in every sentence": (500, 16_000, told("It cost the {word} $5 million.")),
    "figures, one in a sentence": (500, 16_000, told("It cost the {word} ${i} million.")),
    "refusals": (500, 16_000, told("{Word} declined to comment.")),
    "paragraphs in another order": (250, 16_000, moved),
    "sentences reworded": (250, 16_000, reworded),
    "one long report, a short one": (250, 32_000, lambda n: [("a.txt", prose(n, 1)), ("b.txt", prose(20, 2))]),
    "a short report, one long one": (250, 32_000, lambda n: [("a.txt", prose(20, 2)), ("b.txt", prose(n, 1))]),
    "short quotations out of a long one": (250, 16_000, short_from_long),
    "quotations of one speaker": (250, 16_000, told("“The {word} fell into the harbour,” Jane Holm said.")),
    "quotations with one beginning": (250, 16_000, told("“We saw how the crane fell on the {word} and nothing else,” Jane Holm said.")),
    "quotations found again in prose": (250, 16_000, told("“The {word} fell into the harbour,” Jane Holm said.", "The {word} fell into the harbour, Jane Holm said.")),
    "speakers with one title": (250, 16_000, told("“The crane fell,” Police Chief {Word} said.")),
    "speakers with one surname": (250, 16_000, told("“The crane fell,” {Word} Holm said.")),
    "speakers with one given name": (250, 16_000, told("“The crane fell,” Jane {Word} said.")),
    "speakers by role": (250, 16_000, told("“The crane fell,” the {word} said.")),
    "speakers described": (250, 16_000, told("“The crane fell,” said {Word} {Word}, the harbour master of {place}.")),
    "speakers as pronouns": (250, 16_000, told("{Word} Holm left. “The crane fell,” he said. “It {verb},” she said.", between=" ")),
    "quotations interrupted": (250, 32_000, repeat("“No,” he said, “no,” ")),
    "speakers after one another": (250, 32_000, numbered("Jane {word} said Tom {word} said")),
    "tweets of one speaker": (250, 16_000, told("“The {word} fell,” she wrote on {day}.", between=" ")),
    "abbreviated names": (250, 16_000, told("The {Word} {Noun} Council ({Word}NC) closed.".replace("{Noun}", "North"))),
    "initials": (500, 32_000, repeat("J. R. Holm, ")),
    "middle names": (250, 16_000, told("Jane {Word} Holm fell.")),
    "one name, many roles": (250, 16_000, told("Jane Holm, the {word} of {place}, fell.")),
    "people by age": (250, 16_000, told("{Word} Holm, {i}, fell.")),
    "titles": (500, 32_000, repeat("Dr. Mr. ")),
    "possessives": (500, 32_000, repeat("Jane's father's ")),
    "places, all different": (250, 16_000, told("The crane fell in {Word} on Monday.")),
    "places in a sentence": (500, 32_000, numbered("in {word} Bay, in Kelso Quay,")),
    "datelines": (250, 16_000, told("KELSO QUAY, {day} (AP) — The {noun} {verb}.")),
    "datelines, all different": (250, 16_000, lambda n: pair(HEAD + "\n\n".join(f"{spell(i).upper()} (AP) — The crane fell." for i in range(n)) + TAIL)),
    "percent": (250, 16_000, told("{i} percent of the {noun} fell.")),
    "percent in a sentence": (500, 32_000, numbered("{i} percent of")),
    "ranges": (500, 32_000, numbered("{i} to 900000 people and")),
    "ranges by dash": (500, 32_000, numbered("{i}–900000 people and")),
    "fractions": (500, 32_000, repeat("two thirds of a half of ")),
    "ordinals": (500, 32_000, numbered("the {i}th of")),
    "times of day": (500, 32_000, repeat("at 3:15 p.m. ")),
    "relative days": (500, 32_000, repeat("three days before ")),
    "dates, one in a sentence": (250, 16_000, told("On {i} March 2020 the {noun} {verb}.")),
    "dashes between clauses": (500, 32_000, repeat("the crane fell — ")),
    "semicolons between clauses": (500, 32_000, repeat("the crane fell; ")),
    "colons between clauses": (500, 32_000, repeat("Holm: the crane fell: ")),
    "ellipses": (500, 64_000, repeat("the crane … ")),
    "question marks": (1000, 128_000, repeat("? ")),
    "round brackets around clauses": (500, 32_000, repeat("(he said ")),
    "brackets in quotations": (500, 32_000, repeat("“the [crane] fell (sic),” he said. ")),
    "footnotes": (500, 32_000, lambda n: pair(HEAD + " ".join(f"The crane fell.[{i}]" for i in range(n)) + "\n\n" + "\n".join(f"[{i}] Harbour office" for i in range(n)) + TAIL)),
    "lines of a list": (500, 32_000, repeat("- the crane fell", "\n")),
    "hashtags": (500, 64_000, numbered("#{word} @{word}")),
    "lookalike letters": (500, 16_000, repeat("the crаne fell. ")),
    "words with hyphens": (500, 32_000, numbered("crane-{word}-wall")),
    "labels, all in sentences": (250, 16_000, told("The terrorists hit the {word}.", "The fighters hit the {word}.")),
    "hedges, all in sentences": (250, 16_000, told("The {word} may have fallen.", "The {word} fell.")),
    "denials": (250, 16_000, told("Jane Holm denied that the {word} fell.", "The {word} did not fall.")),
    "attributed claims": (250, 16_000, told("The {noun} {verb} near the {word}, according to Jane Holm.")),
    "bodies that say so": (250, 16_000, told("Reuters reported that the {word} {verb}.")),
    "quoted lines": (500, 32_000, repeat("> The crane fell.", "\n")),
    "HTML block quotations": (500, 16_000, html(lambda n: "".join(f"<blockquote>The {spell(i)} fell.</blockquote>" for i in range(n)))),
    "HTML block quotations nested": (500, 128_000, html(lambda n: "<blockquote>" * n + "The crane fell.")),
    "HTML captions": (500, 32_000, html(lambda n: "<figure><img src=x><figcaption>The crane fell.</figcaption></figure>" * n)),
    "HTML line breaks": (500, 128_000, html(lambda n: "<p>" + "The crane fell.<br>" * n)),
    "HTML headings": (500, 32_000, html(lambda n: "<h2>The crane</h2><p>It fell.</p>" * n)),
    "HTML articles": (500, 32_000, html(lambda n: "<article><p>The crane fell on Monday.</p></article>" * n)),
    "HTML ld+json scripts": (500, 32_000, lambda n: [("a.html", "<html><head>" + "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Crane falls\"}</script>" * n + "</head><body><article><p>The crane fell.</p></article></body></html>"), ("b.txt", HEAD + "The crane fell on Monday." + TAIL)]),
    "HTML select": (500, 128_000, html(lambda n: "<select>" + "<option>a" * n)),
    "HTML templates": (500, 128_000, html(lambda n: "<template>" * n)),
    "HTML svg": (500, 128_000, html(lambda n: "<svg><g>" * n)),
    "HTML formatting crossed": (500, 64_000, html(lambda n: "<b><p>a</b>" * n)),
    "Markdown front matter": (500, 64_000, lambda n: [("a.md", "---\n" + "".join(f"k{i}: v\n" for i in range(n)) + "---\n\n# Crane falls\n\nThe crane fell.\n"), ("b.txt", HEAD + "The crane fell on Monday." + TAIL)]),
    "Markdown block quotations": (500, 32_000, markdown(lambda n: "> The crane fell.\n\n" * n)),
    "Markdown lists by depth": (500, 1000, markdown(lambda n: "".join("  " * i + "- a\n" for i in range(n)))),
    "Markdown references, all different": (500, 32_000, markdown(lambda n: "".join(f"[{spell(i)}]: b\n" for i in range(n)) + "".join(f"[{spell(i)}] " for i in range(n)))),
    "Markdown underscores": (500, 128_000, markdown(lambda n: "_a __a " * n)),
    "Markdown entities": (500, 128_000, markdown(lambda n: "&amp;" * n)),
    "Markdown backslashes": (500, 128_000, markdown(lambda n: "\\*" * n)),
    "Markdown autolinks": (500, 128_000, markdown(lambda n: "<http://a" * n)),
    "Markdown tables": (500, 32_000, markdown(lambda n: "|a|b|\n|-|-|\n" + "|a|b|\n" * n)),
}
