import json, sys
import xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
t = "{http://www.tei-c.org/ns/1.0}"
i = "{http://www.w3.org/XML/1998/namespace}id"
assert root.tag == t + "TEI"
assert [child.tag for child in root] == [t + "teiHeader", t + "text"]
assert root.find(f"{t}teiHeader/{t}fileDesc/{t}titleStmt/{t}title") is not None
witnesses = {witness.get(i) for witness in root.iter(t + "witness")}
apps = list(root.iter(t + "app"))
ids = [element.get(i) for element in root.iter() if element.get(i)]
assert len(ids) == len(set(ids)), "ids stand twice"
for app in apps:
    readings = app.findall(t + "rdg")
    assert readings and {child.tag for child in app} <= {t + "rdg", t + "note"}
    for reading in readings:
        assert reading.get("wit", "").startswith("#") and reading.get("wit")[1:] in witnesses
assert {element.tag[len(t):] for element in root.iter()} <= set("""TEI teiHeader fileDesc titleStmt title
    publicationStmt p sourceDesc listWit witness name bibl author date idno encodingDesc appInfo application label
    desc variantEncoding text body div head ab app rdg note""".split())
json.dump([len(witnesses), len(apps)], sys.stdout)
