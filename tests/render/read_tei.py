import json, re, sys
import xml.etree.ElementTree as tree
# The elements of the apparatus with their parents and attributes: the part of TEI P5 (all.rng) that it uses.
RULES = {
    "TEI": ("", ""), "teiHeader": ("TEI", ""), "text": ("TEI", ""),
    "fileDesc": ("teiHeader", ""), "encodingDesc": ("teiHeader", ""),
    "titleStmt": ("fileDesc", ""), "publicationStmt": ("fileDesc", ""), "sourceDesc": ("fileDesc", ""),
    "title": ("titleStmt bibl", "level"), "p": ("publicationStmt", ""), "listWit": ("sourceDesc", ""),
    "witness": ("listWit", "id"), "name": ("witness", ""), "bibl": ("witness", ""), "author": ("bibl", ""),
    "date": ("bibl", "when cert"), "idno": ("bibl", "type"),
    "appInfo": ("encodingDesc", ""), "application": ("appInfo", "ident version"), "label": ("application", ""),
    "desc": ("application", ""), "variantEncoding": ("encodingDesc", "method location"),
    "body": ("text", ""), "div": ("body", "type"), "head": ("div", ""), "ab": ("div", ""),
    "app": ("ab", "id type"), "rdg": ("app", "wit id"), "note": ("app", "type"),
}
ORDER = {
    "TEI": "teiHeader text", "teiHeader": "fileDesc encodingDesc", "fileDesc": "titleStmt publicationStmt sourceDesc",
    "encodingDesc": "appInfo variantEncoding", "application": "label desc", "titleStmt": "title",
}
root = tree.fromstring(sys.stdin.buffer.read())
t = "{http://www.tei-c.org/ns/1.0}"
i = "{http://www.w3.org/XML/1998/namespace}id"
bare = lambda name: re.sub("{.*}", "", name)
assert root.tag == t + "TEI"
for parent in root.iter():
    assert parent.tag.startswith(t), parent.tag
    allowed = RULES[bare(parent.tag)][1].split()
    assert {bare(name) for name in parent.attrib} <= set(allowed), parent.attrib
    for child in parent:
        assert bare(parent.tag) in RULES[bare(child.tag)][0].split(), f"{child.tag} in {parent.tag}"
    if bare(parent.tag) in ORDER:
        assert " ".join(bare(child.tag) for child in parent) == ORDER[bare(parent.tag)], parent.tag
witnesses = {witness.get(i) for witness in root.iter(t + "witness")}
ids = [element.get(i) for element in root.iter() if element.get(i)]
assert len(ids) == len(set(ids)), "ids stand twice"
assert all(re.fullmatch("[A-Za-z_][A-Za-z0-9_.-]*", one) for one in ids), "an id is no name"
apps = list(root.iter(t + "app"))
readings = []
for app in apps:
    # Readings first, then notes; at least one reading.
    assert re.fullmatch("(rdg )+(note )*", "".join(bare(child.tag) + " " for child in app))
    for reading in app.findall(t + "rdg"):
        assert all(wit[:1] == "#" and wit[1:] in witnesses for wit in reading.get("wit").split())
        readings.append(reading.text)
for date in root.iter(t + "date"):
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", date.get("when")) and date.get("cert") in ("high", "low")
variants = root.find(f".//{t}variantEncoding")
assert (variants.get("method"), variants.get("location")) == ("parallel-segmentation", "internal")
json.dump({"witnesses": len(witnesses), "apps": len(apps), "readings": readings}, sys.stdout)
