"""Verse and drama as books set them."""

from rendered import page, text, words

LINES = "".join(f'<l n="{n}">line {n}</l>' for n in range(1, 12))


def test_every_fifth_line_has_its_number() -> None:
    assert [words(number) for number in page(LINES).find_class("number")] == ["5", "10"]


def test_a_number_that_is_more_than_a_number_is_always_shown() -> None:
    assert text('<l n="12a">x</l><l n="13">y</l>') == "12a x\ny"


def test_the_lines_of_a_stanza_are_lines() -> None:
    assert text("<lg><l>a</l><l>b</l></lg><lg><l>c</l></lg>") == "a\nb\n\nc"


def test_a_shared_line_goes_on_where_the_last_speaker_ended() -> None:
    body = """<sp><l part="I">Who's there?</l></sp><sp><l part="M">Nay,</l></sp>
     <sp><l part="F">stand.</l></sp><sp><l>Long live the king!</l></sp>"""
    before = [line.get("data-before") for line in page(body).find_class("l")]
    assert before == [None, "Who's there? ", "Who's there? Nay, ", None]


def test_a_caesura_is_a_wide_space() -> None:
    assert text("<l>Hwæt<caesura/>we</l>") == "Hwæt\N{EM SPACE}\N{EM SPACE}we"


def test_a_speech_is_the_speaker_the_directions_and_the_words() -> None:
    body = """<sp who="#a"><speaker>Anna</speaker><stage>(aside)</stage>
     <p>Well, <stage>sits</stage> then.</p></sp>"""
    assert text(body) == "Anna\n\n(aside)\n\nWell, sits then."
    assert [stage.tag for stage in page(body).find_class("stage")] == ["div", "i"]


def test_a_speaker_whom_only_an_attribute_names_is_shown() -> None:
    body = """<castList><castItem><role xml:id="a">Anna</role></castItem></castList>
     <sp who="#a"><p>Yes.</p></sp>"""
    (speaker,) = page(body, "reading").find_class("speaker")
    assert words(speaker) == "Anna"
    assert "label" in speaker.classes, "the name is no text of the source"
    assert not page(body).find_class("speaker"), "a transcript has what the source has"


def test_an_id_is_no_speaker() -> None:
    assert not page('<sp who="#c"><p>Yes.</p></sp>', "reading").find_class("speaker")


def test_a_speaker_whom_a_note_names_is_named_once() -> None:
    body = '<note type="speaker">The President:</note><u who="#p">Order.</u>'
    assert text(body).split() == ["The", "President:", "Order."]


def test_a_cast_has_a_line_for_each_role() -> None:
    body = """<castList><head>Cast</head><castItem><role>Hans</role> <actor>Irish</actor></castItem>
     <castGroup><castItem><role>A</role></castItem><castItem><role>B</role></castItem></castGroup>
     </castList>"""
    assert text(body) == "Cast\n\nHans Irish\n\nA\nB"
