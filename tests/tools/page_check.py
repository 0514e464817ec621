#!/usr/bin/env python3
"""page_check.py PAGE...: what a report page must be, whatever the run.

One file that asks for nothing: no address but #ids of its own and files beside it, no handler, no
script but the one that its policy names. Every element closed where it was opened, every id once,
headings without a gap, tables with heads, nothing to press inside something to press.
"""
import base64
import hashlib
import re
import sys
from html.parser import HTMLParser

VOID = {"meta", "br", "input", "hr", "img", "link"}
SVG = {"svg", "g", "path", "rect", "circle", "text", "line", "polyline", "polygon", "desc", "title",
       "tspan", "clippath", "defs", "use", "ellipse", "lineargradient", "stop"}
HTML = {"html", "head", "meta", "title", "style", "body", "a", "div", "nav", "details", "summary",
        "ol", "ul", "li", "main", "h1", "h2", "h3", "h4", "p", "br", "strong", "code", "b", "small",
        "span", "section", "table", "caption", "thead", "tbody", "tr", "th", "td", "pre", "dl",
        "dt", "dd", "figure", "figcaption", "footer", "script"}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "title",
              "role", "tabindex", "scope", "colspan", "open"}


class Page(HTMLParser):
    def __init__(self, name, text):
        super().__init__(convert_charrefs=True)
        self.name, self.faults, self.open = name, [], []
        self.ids, self.links, self.levels = [], [], []
        self.policy = self.script = ""
        self.counts = {}
        self.feed(text)
        self.close()

    def fault(self, words):
        self.faults.append("%s:%d: %s" % (self.name, self.getpos()[0], words))

    def handle_starttag(self, tag, attributes):
        in_svg = "svg" in self.open or tag == "svg"
        self.counts[tag] = self.counts.get(tag, 0) + 1
        if tag not in (SVG if in_svg else HTML):
            self.fault("an element <%s>" % tag)
        for key, value in attributes:
            self.attribute(tag, key, value or "", in_svg)
        if tag in ("a", "summary") and ("a" in self.open or "summary" in self.open):
            self.fault("<%s> inside something to press" % tag)
        if tag in ("p",) and "p" in self.open:
            self.fault("<p> in <p>")
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def attribute(self, tag, key, value, in_svg):
        if key.startswith("on") or key in ("src", "style", "srcset", "action", "xlink:href"):
            self.fault("an attribute %s" % key)
        if not in_svg and key not in ATTRIBUTES and not key.startswith("aria-"):
            self.fault("an attribute %s of <%s>" % (key, tag))
        if key == "id":
            self.ids.append(value)
        if key == "href":
            self.links.append(value)
        if key == "content" and "default-src" in value:
            self.policy = value
        if in_svg and "url(" in value and not value.startswith("url(#"):
            self.fault("an address in %s" % key)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.fault("</%s> closes <%s>" % (tag, self.open[-1] if self.open else ""))
        else:
            self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            self.script += data
        if self.open and self.open[-1] == "style" and re.search(r"url\(|@import|expression", data):
            self.fault("the style asks for something")
        for character in data:
            code = ord(character)
            if (code < 32 and character not in "\n\t") or code in range(0x7f, 0xa0) or \
                    code in range(0x202a, 0x202f) or code in range(0x2066, 0x206a):
                self.fault("a character U+%04X" % code)
                return

    def finish(self):
        if self.open:
            self.fault("left open: %s" % self.open)
        for one in sorted(set(self.ids)):
            if self.ids.count(one) > 1:
                self.fault("the id %s %d times" % (one, self.ids.count(one)))
        for link in self.links:
            if not (link[1:] in self.ids if link.startswith("#") else
                    re.fullmatch(r"figures/[a-z0-9_]+\.[a-z]+|[\w+@-][\w./+@-]*/index\.html", link)):
                self.fault("a link to %s" % link)
        for last, level in zip([0] + self.levels, self.levels):
            if level > last + 1:
                self.fault("h%d after h%d" % (level, last))
        for tag in ("h1", "main", "title", "script"):
            # SVG pictures have titles of their own.
            if self.counts.get(tag) != 1 and not (tag == "title" and "svg" in self.counts):
                self.fault("%s times <%s>" % (self.counts.get(tag), tag))
        digest = base64.b64encode(hashlib.sha256(self.script.encode()).digest()).decode()
        if "default-src 'none'" not in self.policy or "sha256-%s'" % digest not in self.policy:
            self.fault("the policy does not name this script: sha256-%s" % digest)
        if len(self.script) >= 4096:
            self.fault("a script of %d bytes" % len(self.script))
        return self.faults


def main():
    faults = [] if sys.argv[1:] else ["no page"]
    for name in sys.argv[1:]:
        with open(name, "rb") as file:
            text = file.read().decode("utf-8")
        faults += Page(name, text).finish()
        if len(text.encode()) >= 1500000:
            faults.append("%s: %d bytes" % (name, len(text.encode())))
        if not text.startswith("<!DOCTYPE html>\n<html lang="):
            faults.append("%s: begins otherwise" % name)
    print("\n".join(faults[:20]))
    return bool(faults)


sys.exit(main())
