"""Each element of some modules keeps its text wherever it stands, and is known by its name."""

import pytest
from rendered import FORMATS, TEI, claimed, document, rendered

_MODULES = {
    "textcrit": "app lem rdg rdgGrp listApp listWit witness wit witDetail witStart witEnd "
    "lacunaStart lacunaEnd variantEncoding",
    "transcr": "addSpan am damage damageSpan delSpan ex facsimile fw handNotes handShift line "
    "listChange listTranspose metamark mod path redo restore retrace secl sourceDoc space "
    "subst substJoin supplied surface surfaceGrp surplus transpose undo zone",
    "verse": "l lg caesura rhyme metDecl metSym",
    "drama": "actor camera caption castGroup castItem castList epilogue move performance prologue "
    "role roleDesc set sound sp spGrp speaker stage tech view",
    "spoken and cmc": "annotationBlock broadcast equipment incident kinesic pause post recording "
    "recordingStmt scriptStmt shift transcriptionDesc u vocal writing",
    "header": "application abstract appInfo authority availability biblFull calendar "
    "calendarDesc catDesc catRef category change citeData citeStructure classCode classDecl "
    "conversion correction correspAction correspContext correspDesc cRefPattern creation "
    "distributor edition editionStmt editorialDecl encodingDesc extent fileDesc funder geoDecl "
    "handNote hyphenation idno interpretation keywords langUsage language licence listChange "
    "listPrefixDef namespace normalization notesStmt prefixDef principal profileDesc "
    "projectDesc publicationStmt punctuation quotation refState refsDecl rendition revisionDesc "
    "samplingDecl schemaRef scriptNote segmentation seriesStmt sourceDesc sponsor stdVals "
    "styleDefDecl tagUsage tagsDecl taxonomy textClass titleStmt unitDecl unitDef xenoData",
    "corpus": "activity channel constitution derivation domain factuality interaction locale "
    "particDesc preparedness purpose setting settingDesc textDesc",
    "bibliography": "analytic author bibl biblScope biblStruct citedRange editor imprint "
    "listBibl meeting monogr pubPlace publisher relatedItem resp respStmt series textLang title",
    "msdescription": "accMat acquisition additional additions adminInfo altIdentifier binding "
    "bindingDesc catchwords collation collection colophon condition custEvent custodialHist "
    "decoDesc decoNote depth dim dimensions explicit filiation finalRubric foliation handDesc "
    "height heraldry history incipit institution layout layoutDesc locus locusGrp material "
    "msContents msDesc msFrag msIdentifier msItem msItemStruct msName msPart musicNotation "
    "objectDesc objectType origDate origPlace origin physDesc provenance recordHist repository "
    "rubric scriptDesc seal sealDesc secFol signatures source stamp summary support supportDesc "
    "surrogates typeDesc typeNote watermark width",
    "namesdates": "addName affiliation age birth bloc climate country death district education "
    "event eventName faith floruit forename genName gender geo geogFeat geogName langKnowledge "
    "langKnown listEvent listNym listObject listOrg listPerson listPlace listRelation location "
    "nameLink nationality nym object objectIdentifier objectName occupation offset org orgName "
    "persName persPronouns person personGrp persona place placeName population region relation "
    "residence roleName settlement sex socecStatus standOff state surname terrain trait",
    "tagdocs": "alternate altIdent anyElement att attDef attList attRef classRef classSpec "
    "classes code constraint constraintSpec content dataFacet dataRef dataSpec datatype "
    "defaultVal eg egXML elementRef elementSpec empty equiv exemplum gi ident listRef macroRef "
    "macroSpec memberOf model modelGrp modelSequence moduleRef moduleSpec outputRendition param "
    "paramList paramSpec remarks schemaSpec sequence specDesc specGrp specGrpRef specList tag "
    "textNode val valDesc valItem valList",
    "linking": "ab alt altGrp anchor annotation join joinGrp link linkGrp listAnnotation seg "
    "timeline when",
}
ELEMENTS = sorted(name for names in _MODULES.values() for name in names.split())
WITHHELD_IN_READING = {"fw", "surplus"}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("view", ["transcript", "reading", "critical"])
def test_an_element_keeps_its_text_wherever_it_stands(format: str, view: str) -> None:
    for name in ELEMENTS:
        texts = 2 if view == "reading" and name in WITHHELD_IN_READING else 4
        for around in ("p", "div", "x"):
            source = document(
                f'<{around} xmlns="{TEI}">one <{name}>two <hi>three</hi></{name}> four</{around}>'
            )
            assert len(claimed(source, format, view)) == texts, f"{name} in {around}"


def test_an_element_is_known_by_its_name() -> None:
    for name in ELEMENTS:
        source = document(f'<div xmlns="{TEI}"><{name}><p>one</p></{name}></div>')
        assert rendered(source, "html").findings == (), name
