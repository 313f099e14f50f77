"""Makes a collection of unusual notes, cards and rows with the Anki that is installed, exports it in
every way that this version has, and writes down what Anki itself reads of it: expect.json.

    python make.py FOLDER

The packages in storage/importer/testdata/anki were made so, with several versions of Anki.
"""
import sys, os, json, shutil, time, random
out=sys.argv[1]; os.makedirs(out,exist_ok=True)
colp=os.path.join(out,'col.anki2')
for f in (colp,colp+'-wal'):
    if os.path.exists(f): os.remove(f)
shutil.rmtree(os.path.join(out,'col.media'),ignore_errors=True)
try:
    from anki.collection import Collection
except ImportError:
    from anki.storage import Collection
col=Collection(colp)
import anki.buildinfo as bi
print(bi.version)
now=int(time.time())
# crt ~ 400 days ago 4am
day=86400
crt=(now//day-400)*day+4*3600
try: col.db.execute("update col set crt=?",crt)
except Exception as e: print(e)
col.close(); 
col=Collection(colp)
mm=col.models
def nt(name): 
    return mm.by_name(name) if hasattr(mm,'by_name') else mm.byName(name)
def add(model,fields,deck,tags=()):
    m=nt(model)
    if hasattr(col,'new_note'): n=col.new_note(m)
    else:
        from anki.notes import Note
        n=Note(col,m)
    for i,f in enumerate(fields): n.fields[i]=f
    n.tags=list(tags)
    did=col.decks.id(deck)
    col.add_note(n,did)
    return n
media={'a b(1).png':b'\x89PNG1','ü.jpg':b'JPG','say.mp3':b'ID3','_static.css':b'x{}','unused.txt':b'u','empty.png':b''}
for k,v in media.items():
    with open(os.path.join(col.media.dir(),k),'wb') as f: f.write(v)
N=[]
N.append(add('Basic',['What is <b>2+2</b>?','4 &lt; 5<br>line two'],'Lang::German',['a','b::c']))
N.append(add('Basic (and reversed card)',['der Hund','the dog'],'Lang::German'))
N.append(add('Basic (optional reversed card)',['x1','y1','y'],'Lang'))
N.append(add('Basic (type in the answer)',['Keyword for goroutine?','go'],'Code: C++'))
N.append(add('Cloze',['{{c1::sun}} {{c2::moon::orbits}} [x] \\({{c3::a^2}}\\)','extra <i>info</i>'],'Lang'))
N.append(add('Cloze',['{{c1,2::both}} then {{c1::A}} or {{c2::B}}',''],'Lang'))
N.append(add('Cloze',['only {{c1,2::pair}} here',''],'Lang'))
N.append(add('Cloze',['see {{c1::red {{c2::car}}::paint}}',''],'Lang'))
N.append(add('Basic',['picture <img src="a b(1).png"> <img src="%C3%BC.jpg">','[sound:say.mp3] missing <img src="gone.png">'],'Media'))
N.append(add('Basic',['empty back',''],'Media'))
N.append(add('Basic',['twice','same'],'Lang'))
N.append(add('Basic',['twice','same'],'Media'))
N.append(add('Basic',['Q: a label<br>A: inside<br># head<br>---','$5 and $6 *x* _y_'],'Media',['leech','日本']))
N.append(add('Basic',['huge '+'lorem ipsum '*50,'b'],'Media'))
# custom notetype with weird templates
m=mm.new('Weird'); 
for f in ('Word','Reading','Hint','Unused'):
    mm.add_field(m,mm.new_field(f) if hasattr(mm,'new_field') else mm.newField(f))
t=mm.new_template('T1'); t['qfmt']='<div class=deck>{{Deck}}</div>What is {{Word}}? {{#Hint}}({{hint:Hint}}){{/Hint}}'; t['afmt']='{{FrontSide}}<hr id="answer">{{furigana:Reading}}<script>alert(1)</script>'; mm.add_template(m,t)
t=mm.new_template('T2'); t['qfmt']='{{#Reading}}Read: {{kana:Reading}}{{/Reading}}'; t['afmt']='{{FrontSide}}<hr id=answer>{{Word}}'; mm.add_template(m,t)
t=mm.new_template('T3'); t['qfmt']='{{^Hint}}no hint: {{Word}}{{/Hint}}'; t['afmt']='{{Word}}!'; mm.add_template(m,t)
mm.add(m)
N.append(add('Weird',['漢字','漢字[かんじ]','kanji','u'],'日本::語'))
N.append(add('Weird',['猫','猫[ねこ]','',''],'日本::語'))
if nt('Image Occlusion'):
    N.append(add('Image Occlusion',['{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.4:oi=1}}<br>{{c2::image-occlusion:ellipse:left=.5:top=.5:rx=.1:ry=.1}}','<img src="ü.jpg">','Header','back','c'],'Media'))
# reviews by SQL
rnd=random.Random(1)
cards=col.db.list("select id from cards order by id")
mod=now-3600
uniq=set()
def rid(t):
    t=int(t*1000)
    while t in uniq: t+=1
    uniq.add(t); return t
def row(t,cid,ease,ivl,last,factor,typ,ms=None):
    i=rid(t)
    col.db.execute("insert into revlog values (?,?,-1,?,?,?,?,?,?)",i,cid,ease,ivl,last,factor,ms or rnd.randint(500,60000),typ)
    return i
today=400
def setc(cid,**k):
    for a,b in k.items(): col.db.execute("update cards set %s=?,mod=? where id=?"%a,b,mod,cid)
for i,cid in enumerate(cards):
    kind=i%12
    if kind==0: continue
    start=now-rnd.randint(100,300)*day-rnd.randint(0,day)
    t=start
    if kind==1: # cut: starts with review
        row(t,cid,3,20,10,2500,1); t+=20*day; row(t,cid,rnd.choice([1,2,3,4]),40,20,2500,1); setc(cid,type=2,queue=2,due=int((t-crt)//day)+40,ivl=40,factor=2500,reps=9,lapses=1); continue
    if kind==2: # no rows, but a schedule
        setc(cid,type=2,queue=2,due=today+5,ivl=12,factor=2300,reps=5,lapses=0); continue
    row(t,cid,3,-600,0 if kind%2 else -60,0,0); t+=600
    row(t,cid,3,1,-600,2500,0); t+=day*1.1
    ivl=1
    for j in range(rnd.randint(1,6)):
        e=rnd.choice([1,2,3,3,3,4])
        if e==1:
            row(t,cid,1,-600,ivl,2300,1); t+=700; row(t,cid,3,max(1,ivl//2),-600,2300,2); last,ivl=ivl,max(1,ivl//2)
        else:
            n=ivl*2+1; row(t,cid,e,n,ivl,2500,1); ivl=n
        t+=ivl*day*0.9+rnd.randint(0,20000)
        if t>now-2*day: break
    t=min(t,now-5000)
    if kind==5: # cram, manual due, rescheduled
        row(t,cid,3,-60,0,0,3); t+=100
        row(t,cid,0,15,ivl,2500,4); t+=100
        row(t,cid,0,17,15,2500,5); ivl=17
    if kind==6: # forgotten, learned again
        row(t,cid,0,0,ivl,0,4); t+=1000
        row(t,cid,3,-600,0,0,0); t+=600; row(t,cid,3,3,-600,2500,0); ivl=3
    if kind==7:
        row(t,cid,0,0,ivl,0,4); setc(cid,type=0,queue=0,due=i,ivl=0,reps=0,lapses=0); continue
    if kind==8: # learning again without reset row
        t+=1000; row(t,cid,3,-600,-60,0,0); t+=600; row(t,cid,3,3,-600,2500,0); ivl=3
    if kind==10: # relearning now
        row(now-500,cid,1,-600,ivl,2300,1); setc(cid,type=3,queue=1,due=now+100,ivl=1,left=1001,reps=4,lapses=1); continue
    setc(cid,type=2,queue=2,due=int((t-crt)//day)+ivl,ivl=ivl,factor=2500,reps=5,lapses=1)
    if kind==3: setc(cid,queue=-1)
    if kind==4: setc(cid,flags=i%7+1)
    if kind==9: setc(cid,queue=-2)
# a filtered deck
try:
    did=col.decks.new_filtered("Filt") if hasattr(col.decks,'new_filtered') else col.decks.newDyn("Filt")
    fd=col.decks.get(did); fd['terms']=[['deck:Lang::German',100,0]]; fd['resched']=True; col.decks.save(fd)
    (col.sched.rebuild_filtered_deck if hasattr(col.sched,'rebuild_filtered_deck') else col.sched.rebuildDyn)(did)
except Exception as e: print('filtered',e)
# presets
try:
    cid=col.decks.add_config_returning_id('Hard preset') if hasattr(col.decks,'add_config_returning_id') else col.decks.confId('Hard preset')
    c=col.decks.get_config(cid) if hasattr(col.decks,'get_config') else col.decks.getConf(cid)
    c['new']['perDay']=7; c['rev']['perDay']=77; c['new']['delays']=[2,20,1440]; c['lapse']['delays']=[15]
    W=[0.3,1.1,2.9,9.2,6.1,0.8,3.1,0.02,1.8,0.17,0.8,1.5,0.07,0.3,1.6,0.5,1.9,0.5,0.1,0.07,0.2]
    c['desiredRetention']=0.88; c['fsrsWeights']=W[:17]; c['fsrsParams5']=W[:19]; c['fsrsParams6']=W
    (col.decks.update_config if hasattr(col.decks,'update_config') else col.decks.updateConf)(c)
    d=col.decks.get(col.decks.id('Lang')); d['conf']=cid; d['desc']='About <b>languages</b>'; col.decks.save(d)
    d=col.decks.get(col.decks.id('Lang::German')); d['conf']=cid; col.decks.save(d)
except Exception as e: print('preset',e)
# odd guids
ids=[n.id for n in N]
if bi.version<'24': col.db.execute("update notes set guid='' where id=?",ids[10])
if bi.version<'24': col.db.execute("update notes set guid='dup' where id in (?,?)",ids[2],ids[3])
try: col.set_config('fsrs',True)
except Exception as e: print(e)
try: col.save()
except Exception: pass
def export(name, **k):
    p=os.path.abspath(os.path.join(out,name))
    try:
        if hasattr(col,'export_anki_package'):
            try:
                from anki.collection import ExportAnkiPackageOptions
            except ImportError:
                ExportAnkiPackageOptions=None
            if ExportAnkiPackageOptions is None: col.export_anki_package(out_path=p,limit=None,with_scheduling=True,with_media=True,legacy_support=k.get('legacy',False))
            else: col.export_anki_package(out_path=p,limit=None,options=ExportAnkiPackageOptions(with_scheduling=True,with_deck_configs=True,with_media=True,legacy=k.get('legacy',False)))
        elif hasattr(col,'_backend') and hasattr(col._backend,'export_anki_package'):
            col.export_anki_package(out_path=p,limit=None,with_scheduling=True,with_media=True,legacy_support=k.get('legacy',False))
        else:
            from anki.exporting import AnkiPackageExporter
            e=AnkiPackageExporter(col); e.includeSched=True; e.includeMedia=True; e.exportInto(p)
        print('wrote',name)
    except Exception as e: print('export',name,repr(e)[:200],str(e)[:300],getattr(e,'context',''),getattr(e,'backtrace',''))
export('new.apkg'); export('legacy.apkg',legacy=True)
def what(col):
    return dict(
      notes=[list(r) for r in col.db.all("select id,guid,mid,tags,flds from notes order by id")],
      cards=[list(r) for r in col.db.all("select c.id,n.guid,c.ord,n.id,c.did,c.type,c.queue,c.due,c.odue,c.odid,c.flags,c.ivl,c.reps,c.lapses from cards c join notes n on n.id=c.nid order by c.id")],
      revlog=[list(r) for r in col.db.all("select id,cid,ease,ivl,lastIvl,factor,time,type from revlog order by id")],
      crt=col.crt)
json.dump(what(col),open(os.path.join(out,'expect.json'),'w'))
try:
    p=os.path.abspath(os.path.join(out,'all.colpkg'))
    if hasattr(col,'export_collection_package'): col.export_collection_package(p,include_media=True,legacy=False)
    print('colpkg')
except Exception as e: print('colpkg',repr(e)[:200],str(e)[:300],getattr(e,'context',''),getattr(e,'backtrace',''))
try: col.close()
except Exception: pass
# memory by Anki in a fresh collection
def memory(pkg):
    c2p=os.path.join(out,'fresh.anki2')
    for f in (c2p,c2p+'-wal'):
        if os.path.exists(f): os.remove(f)
    c2=Collection(c2p); c2.set_config('fsrs',True)
    from anki.collection import ImportAnkiPackageRequest, ImportAnkiPackageOptions
    r=c2.import_anki_package(ImportAnkiPackageRequest(package_path=os.path.join(out,pkg),options=ImportAnkiPackageOptions(with_scheduling=True,with_deck_configs=True)))
    mem={}
    for cid,guid,ord in c2.db.all("select c.id,n.guid,c.ord from cards c join notes n on n.id=c.nid"):
        m=c2.compute_memory_state(cid)
        mem[str(cid)]=[m.stability,m.difficulty] if hasattr(m,'stability') and m.stability is not None else None
    w=what(c2); w['memory']=mem
    json.dump(w,open(os.path.join(out,'fresh.json'),'w')); c2.close()
if bi.version>='24':
    memory('new.apkg')
