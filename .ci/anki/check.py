"""Imports packages into a fresh collection of the Anki that is installed, twice, runs its database
check, and compares what is there then, row by row, with what the package holds.

    python check.py PACKAGE...

It says what differs, and exits with 1 if anything does. `pip install anki==VERSION` into a virtual
environment for each version: 26.9.3, 24.11 and 23.10.1 with Python 3.11, 2.1.44 with Python 3.9.
"""
import collections, json, os, shutil, sqlite3, sys, tempfile, zipfile

try:
    from anki.collection import Collection
except ImportError:
    from anki.storage import Collection
import anki.buildinfo

problems = []


def say(what):
    problems.append(what)
    print("  PROBLEM", what)


def unpacked(package, folder):
    path = os.path.join(folder, "package.db")
    with zipfile.ZipFile(package) as z, open(path, "wb") as f:
        f.write(z.read("collection.anki21"))
        media = json.loads(z.read("media"))
        files = {name: z.read(entry) for entry, name in media.items()}
    return sqlite3.connect(path), files


def everything(options):
    """Returns the options of an import with all that this version can take."""
    known = options.DESCRIPTOR.fields_by_name
    return options(**{n: True for n in ("with_scheduling", "with_deck_configs") if n in known})


def bring(col, package):
    """Imports a package, and returns how many notes were new, updated and left alone."""
    try:
        from anki.import_export_pb2 import ImportAnkiPackageRequest, ImportAnkiPackageOptions
        log = col.import_anki_package(ImportAnkiPackageRequest(
            package_path=package, options=everything(ImportAnkiPackageOptions))).log
        return len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting)
    except ImportError:
        pass
    from anki.importing.apkg import AnkiPackageImporter
    i = AnkiPackageImporter(col, package)
    i.run()
    return i.added, i.updated, i.dupes, 0


def check(package):
    print(anki.buildinfo.version, package)
    folder = tempfile.mkdtemp()
    db, files = unpacked(package, folder)
    path = os.path.join(folder, "collection.anki2")
    if package.endswith(".colpkg"):
        replace(package, folder, path)
        col = Collection(path)
    else:
        col = Collection(path)
        try:
            col.set_config("fsrs", True)
        except Exception:
            pass
        print("  first (new, updated, known, conflicting)", bring(col, package))
        again = bring(col, package)
        print("  again", again)
        if again[0] or again[1] or again[3]:
            say("the second import is %r" % (again,))
    compare(col, db, files)
    text, ok = col.fix_integrity() if hasattr(col, "fix_integrity") else col.fixIntegrity()
    print("  database check:", text.strip().replace("\n", " | "))
    if not ok or any(w in text for w in ("missing", "Fixed", "invalid", "wrong", "deleted")):
        say("database check: " + text)
    compare(col, db, files)
    memory(col, db)
    col.close()
    shutil.rmtree(folder)


def replace(package, folder, path):
    media = os.path.join(folder, "collection.media")
    try:
        from anki.collection import ImportCollectionPackageRequest  # noqa
    except ImportError:
        pass
    try:
        from anki._backend import RustBackend
        b = RustBackend()
        os.makedirs(media, exist_ok=True)
        kw = dict(col_path=path, backup_path=package, media_folder=media)
        try:
            b.import_collection_package(**kw, media_db=os.path.join(folder, "media.db"))
        except TypeError:
            b.import_collection_package(**kw)
    except (ImportError, AttributeError):
        with zipfile.ZipFile(package) as z, open(path, "wb") as f:
            f.write(z.read("collection.anki21"))
            os.makedirs(media, exist_ok=True)
            for entry, name in json.loads(z.read("media")).items():
                with open(os.path.join(media, name), "wb") as m:
                    m.write(z.read(entry))


def compare(col, db, files):
    notes = "select guid, mid, mod, trim(tags), flds from notes order by guid, id"
    ours, theirs = db.execute(notes).fetchall(), col.db.all(notes)
    differ("notes", [list(r) for r in ours], [list(r) for r in theirs])
    shift = col.crt // 86400 - db.execute("select crt from col").fetchone()[0] // 86400
    cards = ("select n.guid, c.ord, c.type, c.queue, c.due, c.ivl, c.factor, c.reps, c.lapses, c.left %% 1000, "
             "c.flags & 7, %s from cards c join notes n on n.id = c.nid order by n.guid, n.id, c.ord")
    ours = [list(r) for r in db.execute(cards % "c.data")]
    theirs = [list(r) for r in col.db.all(cards % "c.data")]
    for r in ours:
        if r[2] == 2 or r[3] in (2, 3):
            r[4] -= shift
    for r in ours + theirs:
        if r[2] == 0 and r[3] != 2:
            r[4] = 0  # places of new cards are given anew
        if r[3] in (-3, -2):
            r[3] = r[2] if anki.buildinfo.version < "2.1.5" else -2  # which took buried cards out
        d = json.loads(r[11] or "{}") if r[11] else {}
        r[11] = [round(d[k], 3) for k in ("s", "d") if k in d]
    if anki.buildinfo.version < "25.":  # which keep it in fewer digits, or not at all
        for r in ours + theirs:
            r[11] = None
    differ("cards", ours, theirs)
    rows = ("select r.id, n.guid, c.ord, r.ease, r.ivl, r.lastIvl, r.factor, r.time, r.type from revlog r "
            "join cards c on c.id = r.cid join notes n on n.id = c.nid order by r.id")
    differ("rows", [list(r) for r in db.execute(rows)], [list(r) for r in col.db.all(rows)])
    folder = col.media.dir()
    for name, data in files.items():
        p = os.path.join(folder, name)
        if not os.path.exists(p):
            say("media %s is not there" % name)
        elif open(p, "rb").read() != data:
            say("media %s is another" % name)
    print("  %d notes, %d cards, %d rows, %d files" % (len(ours and theirs) and col.note_count() if hasattr(col, "note_count") else col.noteCount(),
          col.card_count() if hasattr(col, "card_count") else col.cardCount(), col.db.scalar("select count() from revlog"), len(files)))


def differ(what, ours, theirs):
    if ours == theirs:
        return
    lost = [r for r in ours if r not in theirs][:3] if len(ours) < 5000 else []
    more = [r for r in theirs if r not in ours][:3] if len(ours) < 5000 else []
    say("%s: %d in the package, %d in Anki; lost %r, more %r" % (what, len(ours), len(theirs), lost, more))


def memory(col, db):
    """Compares the memory in the package with that which Anki computes from its rows."""
    if anki.buildinfo.version < "25.":
        return  # which has no FSRS-6
    worst, n, off = 0.0, 0, []
    state = lambda data: tuple(json.loads(data or "{}").get(k) for k in ("s", "d"))
    known = collections.Counter(state(data) for data, in db.execute("select data from cards"))
    shared = {m for m, n in known.items() if n > 1}
    answered = {cid for cid, in db.execute("select distinct cid from revlog where ease > 0")}
    query = "select n.id || ' ' || n.guid || ' ' || c.ord, c.data, c.id from cards c join notes n on n.id = c.nid"
    ids = {key: cid for key, _, cid in col.db.all(query)}
    for key, data, cid in db.execute(query):
        d = json.loads(data or "{}")
        if "s" not in d or cid not in answered or state(data) in shared:
            continue  # several cards of Anki that are one card of ours share its memory
        m = col.compute_memory_state(ids[key])
        s = getattr(m, "stability", None)
        if s is None:
            say("no memory of %s" % key)
            continue
        n += 1
        by = max(abs(s - d["s"]) / max(1, d["s"]), abs(m.difficulty - d["d"]))
        worst = max(worst, by)
        if by > 2e-3:
            off.append((key, d["s"], s, d["d"], m.difficulty))
    print("  memory of %d cards, off by at most %.4f" % (n, worst))
    for o in off[:5]:
        say("memory %r" % (o,))
    if len(off) > 5:
        say("memory of %d cards" % len(off))


for package in sys.argv[1:]:
    check(os.path.abspath(package))
sys.exit(1 if problems else 0)
