<?xml version="1.0" encoding="UTF-8"?>
<!--  The languages of a source as HTML names them: tags of BCP 47, and the direction of their script.  -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- lang and dir of an element, where its source says them in a tag that browsers know. -->
  <xsl:function name="sg:language" as="attribute()*">
    <xsl:param name="language" as="xs:string?"/>
    <xsl:for-each select="sgp:language-tag($language)">
      <xsl:attribute name="lang" select="."/>
      <xsl:if test="sg:direction(.)">
        <xsl:attribute name="dir" select="sg:direction(.)"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- ISO 639: the codes of two letters, each with its codes of three, which BCP 47 does not use. -->
  <xsl:variable name="sgp:languages" as="map(xs:string, xs:string)" static="yes"
    select="map:merge(for $codes in tokenize('
      aa aar, ab abk, ae ave, af afr, ak aka, am amh, an arg, ar ara, as asm, av ava, ay aym, az aze, ba bak, be bel,
      bg bul, bi bis, bm bam, bn ben, bo bod tib, br bre, bs bos, ca cat, ce che, ch cha, co cos, cr cre, cs ces cze,
      cu chu, cv chv, cy cym wel, da dan, de deu ger, dv div, dz dzo, ee ewe, el ell gre, en eng, eo epo, es spa,
      et est, eu eus baq, fa fas per, ff ful, fi fin, fj fij, fo fao, fr fra fre, fy fry, ga gle, gd gla, gl glg,
      gn grn, gu guj, gv glv, ha hau, he heb, hi hin, ho hmo, hr hrv, ht hat, hu hun, hy hye arm, hz her, ia ina,
      id ind, ie ile, ig ibo, ii iii, ik ipk, io ido, is isl ice, it ita, iu iku, ja jpn, jv jav, ka kat geo, kg kon,
      ki kik, kj kua, kk kaz, kl kal, km khm, kn kan, ko kor, kr kau, ks kas, ku kur, kv kom, kw cor, ky kir, la lat,
      lb ltz, lg lug, li lim, ln lin, lo lao, lt lit, lu lub, lv lav, mg mlg, mh mah, mi mri mao, mk mkd mac, ml mal,
      mn mon, mr mar, ms msa may, mt mlt, my mya bur, na nau, nb nob, nd nde, ne nep, ng ndo, nl nld dut, nn nno,
      no nor, nr nbl, nv nav, ny nya, oc oci, oj oji, om orm, or ori, os oss, pa pan, pi pli, pl pol, ps pus, pt por,
      qu que, rm roh, rn run, ro ron rum, ru rus, rw kin, sa san, sc srd, sd snd, se sme, sg sag, si sin, sk slk slo,
      sl slv, sm smo, sn sna, so som, sq sqi alb, sr srp, ss ssw, st sot, su sun, sv swe, sw swa, ta tam, te tel,
      tg tgk, th tha, ti tir, tk tuk, tl tgl, tn tsn, to ton, tr tur, ts tso, tt tat, tw twi, ty tah, ug uig, uk ukr,
      ur urd, uz uzb, ve ven, vi vie, vo vol, wa wln, wo wol, xh xho, yi yid, yo yor, za zha, zh zho chi, zu zul'
      , ',') return tokenize($codes) ! map:entry(., tokenize($codes)[1]))"/>

  <!-- Nothing for what is no tag: a code of two letters that is no language, a language's name. -->
  <xsl:function name="sgp:language-tag" as="xs:string?" cache="yes">
    <xsl:param name="language" as="xs:string?"/>
    <xsl:variable name="parts" as="xs:string*"
      select="normalize-space($language)[matches(., '^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-x(-[A-Za-z0-9]{1,8})+)?$')]
              ! tokenize(., '-')"/>
    <xsl:variable name="code" as="xs:string" select="lower-case($parts[1])"/>
    <xsl:variable name="known" as="xs:string?" select="($sgp:languages($code), $code[string-length() eq 3])[1]"/>
    <xsl:sequence select="$known ! string-join((., tail($parts)[not(upper-case(.) = 'UK')]), '-')"/>
  </xsl:function>

  <!-- The language of the whole document, else of its text, else the one that its header names. -->
  <xsl:variable name="sg:document-language" as="xs:string?"
                select="($sg:source/*/@xml:lang, $sg:source/*/text/@xml:lang,
                         $sg:source/*/teiHeader/profileDesc/langUsage[not(language[2])]/language/@ident)[1] ! sgp:language-tag(.)"/>

  <!--
    What is written from right to left (Unicode CLDR 48, scriptMetadata and likelySubtags): the scripts; the languages that are
    written in one of them where their tag names none; and in which regions that is otherwise.
  -->
  <xsl:variable name="sgp:rtl-scripts" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(tokenize('
      Adlm Arab Armi Avst Chrs Cprt Elym Gara Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc Mero Narb Nbat Nkoo Orkh Ougr
      Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sidt Sogd Sogo Syrc Thaa Yezi') ! map:entry(., true()))"/>
  <xsl:variable name="sgp:rtl-languages" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(tokenize('
      aao abh abv acm acq acw acx adf ae aeb aec aee aeq afb aib aii aij aiq amw apc apd ar arc arq ars ary arz ask atn
      auj auz avd avl ayh ayl ayn ayp azb bal bdz bej bft bgn bgp bhe bhm bhn bjf bjm bqi brh brk bsh bsk chg cja ckb
      clh czk dcc def deh dgl dmk dml dv ecy esh fa fay faz fia fub gbz ggg gha ghr gig gjk gju glh glk grr gwc gwf gwt
      gzi hac haz hbo he hkh hnd hno hoh hrt hrz hss huy isk itk iw jad jat jbe jbn jdg ji jnd jog jpa jpr jrb jye kbu
      kby kcy kfm khw klj kmz kqd ks ktl kvx kxp lad lah lhs lki lrc lrk lrl lsa lsd lss luv luz mby mde mey mfa mfi mhj
      mid mki mnj mve mvy myz mzb mzn nli nlm nqo ntz nyq oar obm odk oru ota otk oui pal pbt pgd phl phn phr phv plk
      prc prd prx ps psh psi pst qxq rdb rhg rmt sam sbn scl sd sdb sdf sdg sdh sds sgr sgy shd shm shu shv siy siz skr
      smp smy sog sqo sqt srh srz ssh sts swb syc syn syr tjo tks tmr tov tra trg trm trw ug ur ush uzs vaf vgr vmh wbk
      wlo wne wni wsv xco xhe xka xkc xkj xkp xld xly xmn xmr xna xpr xsa xsd xvi ydg yhd yi yih yud zba zdj zrp zum
      az-IQ az-IR ha-CM ha-SD kk-AF kk-CN kk-IR kk-MN ku-IQ ku-IR ku-LB ky-CN ms-CC pa-PK tg-PK uz-AF') ! map:entry(., true()))"/>
  <xsl:variable name="sgp:ltr-there" as="xs:string*" static="yes" select="tokenize('mey-SN sd-IN ug-KZ ug-MN')"/>

  <xsl:function name="sg:direction" as="xs:string?">
    <xsl:param name="language" as="xs:string?"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize($language, '-')"/>
    <xsl:variable name="script" as="xs:string?" select="$parts[2][string-length() eq 4]"/>
    <xsl:variable name="region" as="xs:string?"
                  select="($parts[position() = (2, 3)][string-length() = (2, 3)][not(. = 'x')])[1] ! upper-case(.)"/>
    <xsl:variable name="there" as="xs:string" select="string-join(($parts[1], $region), '-')"/>
    <xsl:sequence select="'rtl'[
      if ($script) then map:contains($sgp:rtl-scripts, upper-case(substring($script, 1, 1)) || lower-case(substring($script, 2)))
      else map:contains($sgp:rtl-languages, $there) or map:contains($sgp:rtl-languages, $parts[1]) and not($there = $sgp:ltr-there)]"/>
  </xsl:function>

</xsl:stylesheet>
