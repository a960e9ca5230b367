import html.parser, json, re, sys
VOID = {"meta", "input", "br"}
class Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.seen = [], [], [], set()
        self.levels, self.tables, self.labels = [], [], []
    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        loading = [name for name in attributes if name.startswith("on") or name in ("src", "srcset", "style", "action")]
        assert not loading, loading
        self.seen.add(tag)
        if attributes.get("id"): self.ids.append(attributes["id"])
        if attributes.get("href"): self.links.append(attributes["href"])
        if attributes.get("aria-labelledby"): self.labels.append(attributes["aria-labelledby"])
        if re.fullmatch("h[1-6]", tag): self.levels.append(int(tag[1]))
        if tag == "table": self.tables.append({"caption": False, "rows": []})
        if tag == "caption": self.tables[-1]["caption"] = True
        if tag == "tr": self.tables[-1]["rows"].append([])
        if tag in ("td", "th"): self.tables[-1]["rows"][-1].append((tag, attributes.get("scope")))
        if tag in ("select", "input"): assert "label" in self.open, f"{tag} without a label"
        if tag not in VOID: self.open.append(tag)
    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing"
reader = Reader()
reader.feed(sys.stdin.buffer.read().decode("utf-8"))
assert not reader.open, reader.open
assert len(reader.ids) == len(set(reader.ids)), "ids stand twice"
dead = [link for link in reader.links if not link.startswith("#") or link[1:] not in reader.ids]
assert not dead, dead
# The heading of the dialog is made by the script.
nameless = [name for name in reader.labels if name not in reader.ids and name != "group-title"]
assert not nameless, nameless
assert reader.levels[0] == 1 and reader.levels.count(1) == 1, "one first heading"
assert all(after <= before + 1 for before, after in zip(reader.levels, reader.levels[1:])), "a heading level is left out"
for table in reader.tables:
    head, *rows = table["rows"]
    assert table["caption"] and all(cell == ("th", "col") for cell in head), table
    for row in rows:
        assert len(row) == len(head) and row[0] == ("th", "row") and {cell[0] for cell in row[1:]} <= {"td"}, row
statements = sum(bool(re.fullmatch(r"r\d+s\d+", one)) for one in reader.ids)
json.dump({"tags": sorted(reader.seen), "statements": statements}, sys.stdout)
