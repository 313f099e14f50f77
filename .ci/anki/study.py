"""Imports a package into a collection of the Anki that is installed, studies there a little, edits,
flags and suspends, and exports everything again: what a person does between two imports here.

    python study.py COLLECTION.anki2 PACKAGE OUT.apkg [SEED]

COLLECTION is made if it is not there. What was done is printed as JSON.
"""
import json, os, random, sys, time

try:
    from anki.collection import Collection
except ImportError:
    from anki.storage import Collection
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

path, package, out = map(os.path.abspath, sys.argv[1:4])
rnd = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
col = Collection(path)
try:
    col.set_config("fsrs", True)
except Exception:
    pass


def everything(options):
    """Returns the options of an import with all that this version can take."""
    known = options.DESCRIPTOR.fields_by_name
    return options(**{n: True for n in ("with_scheduling", "with_deck_configs") if n in known})


def bring():
    try:
        from anki.import_export_pb2 import ImportAnkiPackageRequest, ImportAnkiPackageOptions
        col.import_anki_package(ImportAnkiPackageRequest(
            package_path=package, options=everything(ImportAnkiPackageOptions)))
    except ImportError:
        from anki.importing.apkg import AnkiPackageImporter
        AnkiPackageImporter(col, package).run()


def give(card, ease):
    card.start_timer() if hasattr(card, "start_timer") else card.startTimer()
    col.sched.answerCard(card, ease)


before = col.db.scalar("select coalesce(max(id), 0) from revlog")
bring()
done = {"answers": [], "edited": None, "flagged": [], "suspended": []}
key = "select n.guid || ':' || c.ord from cards c join notes n on n.id = c.nid where c.id = ?"
top = [d for d in (col.decks.all_names() if hasattr(col.decks, "all_names") else col.decks.allNames()) if "::" not in d]
for name in top:
    col.decks.select(col.decks.id(name))
    if hasattr(col, "reset"):
        col.reset()
    for _ in range(4):
        card = col.sched.getCard()
        if card is None:
            break
        ease = rnd.choice([1, 2, 3, 3])
        give(card, ease)
        done["answers"].append([col.db.scalar(key, card.id), ease])
cards = col.db.list("select id from cards order by id")
for cid in cards:
    card = col.get_card(cid) if hasattr(col, "get_card") else col.getCard(cid)
    roll = rnd.random()
    if roll < 0.1:
        col.set_user_flag_for_cards(rnd.randint(0, 4), [cid]) if hasattr(col, "set_user_flag_for_cards") else col.setUserFlag(2, [cid])
    elif roll < 0.2:
        (col.sched.suspend_cards if hasattr(col.sched, "suspend_cards") else col.sched.suspendCards)([cid])
    elif roll < 0.25:
        (col.sched.unsuspend_cards if hasattr(col.sched, "unsuspend_cards") else col.sched.unsuspendCards)([cid])
    elif roll < 0.3:
        (col.sched.set_due_date if hasattr(col.sched, "set_due_date") else lambda c, d: col.sched.reschedCards(c, 3, 3))([cid], "3")
    elif roll < 0.33:
        (col.sched.schedule_cards_as_new if hasattr(col.sched, "schedule_cards_as_new") else col.sched.forgetCards)([cid])
nid = col.db.scalar("select id from notes order by id limit 1")
note = col.get_note(nid) if hasattr(col, "get_note") else col.getNote(nid)
note.fields[0] += " edited"
note.tags.append("seen")
(col.update_note if hasattr(col, "update_note") else lambda n: n.flush())(note)
done["edited"] = note.guid
done["rows"] = col.db.all(
    "select r.id, n.guid || ':' || c.ord, r.ease, r.type from revlog r join cards c on c.id = r.cid "
    "join notes n on n.id = c.nid where r.id > ? order by r.id", before)
done["cards"] = {k: v for *v, k in col.db.all(
    "select c.type, c.queue, c.due, c.flags & 7, n.guid || ':' || c.ord from cards c join notes n on n.id = c.nid")}
done["crt"] = col.crt
try:
    from anki.collection import ExportAnkiPackageOptions
    col.export_anki_package(out_path=out, limit=None, options=ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=True, with_media=True, legacy=False))
except ImportError:
    if hasattr(col, "export_anki_package"):
        col.export_anki_package(out_path=out, limit=None, with_scheduling=True, with_media=True, legacy_support=False)
    else:
        from anki.exporting import AnkiPackageExporter
        e = AnkiPackageExporter(col)
        e.includeSched = e.includeMedia = True
        e.exportInto(out)
col.close()
print(json.dumps(done))
