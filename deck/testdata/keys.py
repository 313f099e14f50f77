"""Computes the keys of the notes in keys.json a second time, from what FORMAT.md says and from nothing else.

It knows as much of the format as those notes need: one note a source, no links or images over more than a line, no front
matter. It prints one line a note: its name and its keys, divided by spaces.
"""

import hashlib
import json
import re
import sys
import unicodedata

SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
SPACES = re.compile("[" + SPACE + "]+")
LABEL = re.compile(r"([QACTD])(?: \(([^()]*)\))?:[ \t]*(.*)", re.S)
FENCE = re.compile(r"((?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t])))*)[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
TAGS = re.compile(r"#[^\W\d_][\w/-]*(?:[ \t]+#[^\W\d_][\w/-]*)*[ \t]*$")


def key(*parts):
    """The first 16 bytes of SHA-256 over the byte 1 and the parts, each behind its length."""
    h = hashlib.sha256(b"\x01")
    for part in parts:
        data = part.encode()
        h.update(len(data).to_bytes(4, "big") + data)
    return h.hexdigest()[:32]


def divide(source):
    """The parts of a note: [letter, words, [(line, is it in a fence)]]."""
    parts, closer, quote, in_comment = [], None, "", False
    for line in source.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"):
        if closer is not None and not re.match(quote, line):
            closer = None
        label = LABEL.match(line) if closer is None and not in_comment else None
        if label:
            parts.append([label[1], (label[2] or "").replace(",", " ").split(), []])
            line = label[3]
        lines = parts[-1][2]
        if closer is not None:
            lines.append((line, True))
            if re.fullmatch(closer, line):
                closer = None
        elif in_comment or line.startswith("<!--"):
            in_comment = "-->" not in line
            if not in_comment and line.split("-->", 1)[1].strip(SPACE):
                lines.append((line.split("-->", 1)[1], False))
        elif fence := FENCE.match(line):
            lines.append((line, True))
            quote = r"[ \t]*>" * fence[1].count(">")
            closer = quote + r"[ \t]*%s{%d,}[ \t]*" % (fence[2][0], len(fence[2]))
        elif not TAGS.match(line):
            lines.append((line, False))
    return parts


def uncomment(lines):
    """The lines without the comments within them, which do not count in inline code."""
    pattern = re.compile(r"\\.|(`+)(?:.*?[^`])?\1(?!`)|(<!--.*?-->)")
    return [(line if fenced else pattern.sub(lambda m: "" if m[2] else m[0], line), fenced) for line, fenced in lines]


def normal(lines):
    """The text that goes into a key: NFC, then white space."""
    whole = unicodedata.normalize("NFC", "\n".join(line for line, _ in lines)).split("\n")
    out, words = [], []
    for line, (_, fenced) in zip(whole, lines):
        if not fenced:
            words.append(line)
            continue
        out += [SPACES.sub(" ", " ".join(words)).strip(" ")] if "".join(words).strip(SPACE) else []
        out.append(line.rstrip(SPACE))
        words = []
    out += [SPACES.sub(" ", " ".join(words)).strip(" ")] if "".join(words).strip(SPACE) else []
    return "\n".join(out).strip(SPACE)


def answer(lines):
    """The normal text of an answer: sorted items if it is a task list."""
    text = [line for line, _ in lines if line.strip(SPACE)]
    items = [re.fullmatch(r"[-*+] +\[([ xX])\][ \t]+(.*\S.*)", line) for line in text]
    if not text or not all(items):
        return normal(lines)
    marked = [("o " if i[1] == " " else "x ") + normal([(i[2], False)]) for i in items]
    return "\n".join(sorted(marked, key=str.encode))


TOKEN = re.compile(
    r"(?P<fence>(?m:^)[ \t]*(?P<mark>```+|~~~+)[^\n]*\n(?:.*?\n)??[ \t]*(?P=mark)[ \t]*(?=\n|$))"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>(?P<ticks>`+)(?:.*?[^`])?(?P=ticks)(?!`))"
    r"|(?P<math>\$(?!\s)[^$]*?[^\s$]\$(?!\d))"
    r"|(?P<link>!?\[[^\[\]]*\]\([^()\s]*\)|\[\^[^\s\[\]]+\]|\[\[[^\[\]]+\]\]|\[(?:[^\[\]]*[\s-])?@\w[^\[\]]*\])"
    r"|(?P<open>\{\{c0*(?P<number>[1-9]\d*)::)|(?P<hint>::)|(?P<close>\}\})|(?P<brace>[{}])|(?P<left>\[)|(?P<right>\])",
    re.S,
)


LETTER = re.compile(r"[^\W_]|[})\]'\\]")


def stands_alone(token, start, end):
    """Whether brackets in a formula are no index, argument or option, no interval and no list."""
    attached = start > 0 and LETTER.match(token[start - 1]) and token[start - 1] not in "$("
    inside = token[start + 1 : end]
    return not attached and not re.search("[,;]", inside) and all(inside.count(a) == inside.count(b) for a, b in ("{}", "()"))


def gaps(text, brackets_in_raw):
    """The gaps of a text: (start, text, end, stop, number)."""
    found, stack, square, pos, depth, in_math = [], [], None, 0, 0, []
    while token := TOKEN.search(text, pos):
        kind, pos = token.lastgroup, token.end()
        kind = next(k for k in ("fence", "escape", "code", "math", "link", "open", "hint", "close", "brace", "left", "right") if token[k])
        if kind in ("fence", "code", "math"):
            # Numbered gaps count in there, square ones perhaps.
            for inner in re.finditer(r"\{\{c0*([1-9]\d*)::(.*?)(::.*?)?\}\}", token[0], re.S):
                at = token.start()
                found.append((at + inner.start(), at + inner.start(2), at + inner.end(2), at + inner.end(), inner[1]))
            if stack:
                continue
            if kind == "math":
                for inner in re.finditer(r"\[([^\[\]]+)\]", token[0]):
                    at = token.start()
                    if stands_alone(token[0], inner.start(), inner.end() - 1):
                        in_math.append((at + inner.start(), at + inner.start(1), at + inner.end(1), at + inner.end(), None))
            if brackets_in_raw:
                for inner in re.finditer(r"\[([^\[\]]+)\]", token[0]):
                    at = token.start()
                    found.append((at + inner.start(), at + inner.start(1), at + inner.end(1), at + inner.end(), None))
        elif kind == "open":
            stack.append([token.start(), token.end(), None, token["number"]])
        elif kind == "hint" and stack:
            stack[-1][2] = stack[-1][2] or token.start()
        elif kind == "brace" and stack:
            depth += 1 if token[0] == "{" else -1
        elif kind == "close" and stack and depth:
            depth -= 1
            pos -= 1
        elif kind == "close" and stack:
            start, begin, end, number = stack.pop()
            end = end or token.start()
            if text[begin:end].strip(SPACE):
                found.append((start, begin, end, token.end(), number))
        elif kind == "left" and not stack:
            square = token
        elif kind == "right" and not stack and square:
            if text[square.end() : token.start()].strip(SPACE):
                found.append((square.start(), square.end(), token.start(), token.end(), None))
            square = None
    if not brackets_in_raw and (not found or any(number is None for *_, number in found)):
        found += in_math
    return sorted(found)


def cloze(lines):
    """The texts of the cards of a cloze."""
    text = "\n".join(line for line, _ in lines)
    found = gaps(text, False) or gaps(text, True)
    cards = []
    for n, gap in enumerate(found):
        name = gap[4] or "square %d" % n
        if name not in cards:
            cards.append(name)
    for card in cards:
        out = list(text)
        covered = 0
        for n, (start, begin, end, stop, number) in enumerate(found):
            asked = (number or "square %d" % n) == card and start >= covered
            for at in [*range(start, begin), *range(end, stop)]:
                out[at] = ""
            if asked:
                covered = stop
                out[start] = "\x02" + out[start]
                out[stop - 1] += "\x03"
        whole = "".join(out)
        whole = re.sub("\x02([%s]+)" % SPACE, "\\1\x02", whole)
        whole = re.sub("([%s]+)\x03" % SPACE, "\x03\\1", whole)
        yield normal(list(zip(whole.split("\n"), (fenced for _, fenced in lines))))


def keys(source):
    parts = divide(source)
    letter, words, _ = parts[0]
    ident = next((word[3:] for word in words if word.startswith("id=")), None)
    bodies = [uncomment(lines) for _, words, lines in parts if "more" not in words]
    if letter == "C":
        texts = list(cloze(bodies[0]))
        asked = [re.findall("\x02(.*?)\x03", text, re.S) for text in texts]
        for n, text in enumerate(texts):
            yield key("cloze-id", ident, *asked[n], str(asked[:n].count(asked[n]))) if ident else key("cloze", text)
    elif ident:
        yield key("basic-id", ident, "f")
        if letter == "T":
            yield key("basic-id", ident, "b")
    elif letter == "T":
        yield key("basic", normal(bodies[0]), normal(bodies[1]))
        yield key("basic", normal(bodies[1]), normal(bodies[0]))
    else:
        yield key("basic", normal(bodies[0]), answer(bodies[1]))


for note in json.load(sys.stdin):
    print(note["name"], *keys(note["source"]))
