"""Documents of many languages and centuries, some of them hostile, to be searched."""

from __future__ import annotations

import random

from siglum.search.searched import Passage, Searched

HOSTILE = (
    "</script><script>alert(1)</script>",
    "__proto__ constructor toString hasOwnProperty valueOf",
    "line\u2028paragraph\u2029separators and \\ back \"slashes\" 'quotes' `ticks` ${x}",
    f"a {'x' * 10_000} b",
    "<!-- comment --> ]]> &amp; <b>bold</b>",
    "constructor prototype __defineGetter__",
)
_LINES = {
    "de": (
        "Die Theilung der Erde, wie Wasser und Waſſer; daß ich es weiß, dass du es weißt.",
        "Vnd Göthe (Goethe) schrieb im Mai an Schiller: seyn oder nicht sein, das ist die Frage.",
        "Ein Herz, ein Hertz; Classe und Klasse, Photographie und Fotografie, neu und neue Treue.",
        "Schon war es schön und ſchoͤn, SCHÖN; die Güte ist gute, Gute Gůte, Bruder und Brüder.",
        "Was\u00adser\u00adfall im Schloß; ﬂiehen nach Leipzig, den 3. Februar 1797.",
    ),
    "en": (
        "He said vnto them, loue thy neighbour; unto all of them love was given.",
        "Don’t re-order the army's snake_case: 1,500,000 people marched to the South.",
        "Comrade Filippov answered the telegram; the Telegram was short, TELEGRAMS are.",
    ),
    "la": ("Cælum et terra; caelum et celum, iusticia et justitia, VIVAT uiuat.",),
    "fr": (
        "L’été d’une année à l'œuvre: cœur, élève, ça et là, l’Été.",
        "Le roy & la loy",
    ),
    "ru": ("Всё ёлка, все елка; міръ и мир, домъ и дом, свѣтъ и свет.",),
    "zh": ("中国人民解放军到南方去。中国人说：第19军已经到了。", "人"),
    "ja": ("データとﾃﾞｰﾀは同じ。が",),
    "el": ("ὁ λόγος τοῦ ΛΟΓΟΥ, λόγοις καὶ λόγος·",),
    "he": ("שָׁלוֹם שלום צה״ל צהל",),
    "ar": ("العَرَبِيَّة العربية مـحمد محمد",),
    "th": ("สวัสดีชาวโลก",),
    "hi": ("हिन्दी हिन्द",),
    "": ("Qurʾān Quran Łódź Lodz 𐐀𐐨 𝔘𝔫𝔦 uni ﷺ ½ ² x² İstanbul istanbul",),
}


def _documents() -> list[Searched]:
    chosen = random.Random(1)
    lines = [(language, line) for language, said in _LINES.items() for line in said]
    made = []
    for number in range(90):
        passages = [
            Passage(f"p{at}", " ".join([line, *chosen.sample(line.split(), 1)]), language)
            for at, (language, line) in enumerate(chosen.choices(lines, k=chosen.randint(0, 6)))
        ]
        if number % 5 == 0:
            passages.append(
                Passage("v", "Two days later they came.", "en", "Too dayes latre thei came.")
            )
        if number % 10 == 0:
            passages.append(Passage("o", "", "en", "Struck out words"))
        if number % 7 == 0:
            passages.append(Passage("n", "He wrote to her.", "en", names=("Mao Zedong", "毛泽东")))
        year = 1740 + number * 2
        made.append(
            Searched(
                title=f"Letter {number}",
                address=f"letter-{number}.html",
                passages=tuple(passages),
                printed_address=f"letter-{number}.transcript.html",
                dating=f"in {year}",
                sort=None if number % 11 == 0 else year * 10000,
                years=None if number % 11 == 0 else (year, year + number % 3),
                facets=(
                    ("Sender", (("Mao", "Stalin", "<i>Zhou</i>")[number % 3],)),
                    ("Place", ("Beijing", "Moscow")[: number % 3]),
                ),
            )
        )
    for number, text in enumerate(HOSTILE):
        made.append(
            Searched(
                title=f"Hostile {text[:60]}",
                address=f"hostile-{number}.html",
                passages=(Passage("h", text, "en"),),
                dating="<u>never</u>",
                facets=(("__proto__", ("constructor",)), ("Sender", (text[:50],))),
            )
        )
    return made


DOCUMENTS = _documents()
