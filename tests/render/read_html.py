import html.parser, json, sys
VOID = {"meta", "input", "br"}
class Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.seen = [], [], [], set()
    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        loading = [name for name in attributes if name.startswith("on") or name in ("src", "srcset", "style", "action")]
        assert not loading, loading
        self.seen.add(tag)
        if attributes.get("id"): self.ids.append(attributes["id"])
        if attributes.get("href"): self.links.append(attributes["href"])
        if tag not in VOID: self.open.append(tag)
    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing"
reader = Reader()
reader.feed(sys.stdin.buffer.read().decode("utf-8"))
assert not reader.open, reader.open
assert len(reader.ids) == len(set(reader.ids)), "ids stand twice"
dead = [link for link in reader.links if not link.startswith("#") or link[1:] not in reader.ids]
assert not dead, dead
json.dump(sorted(reader.seen), sys.stdout)
