"""Posts on social media in sentences: how they sound, how many have no tone, and whether that follows the survey."""

from __future__ import annotations

from collections.abc import Mapping

from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Label
from cxlib.terms.social import Agreement, Social, SocialQuarter
from cxlib.wording.refusals import refusal
from cxlib.wording.tongue import Tongue, marked

SIDE_NAMES: Mapping[int, str] = {1: marked("Myönteisiä"), 0: marked("Neutraaleja"), -1: marked("Kielteisiä")}


#: One post's tone.
TONE_WORDS: Mapping[int, str] = {1: marked("myönteinen"), 0: marked("neutraali"), -1: marked("kielteinen")}


def social_headline(now: SocialQuarter, tongue: Tongue) -> str:
    """Return what weighs most in the quarter, as far as the intervals tell it apart.

    >>> from cxlib.measures.social import social_quarter
    >>> from cxlib.terms.quarter import Quarter
    >>> from cxlib.terms.social import PostTally
    >>> from cxlib.wording.tongue import tongue
    >>> social_headline(social_quarter(Quarter(2026, 3), PostTally({1: 20, 0: 30, -1: 60}), 5), tongue("fi"))
    'Somessa on enemmän moitteita kuin kiitosta'
    """
    if not isinstance(now.net, Estimate):
        return tongue._("Some-julkaisuja on liian vähän kerrottavaksi")
    if now.net.low > 0:
        return tongue._("Somessa on enemmän kiitosta kuin moitteita")
    if now.net.high < 0:
        return tongue._("Somessa on enemmän moitteita kuin kiitosta")
    return tongue._("Somessa kiitos ja moite ovat tasoissa")


def posts_sentence(now: SocialQuarter, tongue: Tongue) -> str:
    """Return how many posts there are, and how many of them have a tone."""
    if now.posts is None or now.judged is None:
        return refusal(now.untold, tongue) if isinstance(now.untold, Withheld) else ""
    said = tongue.ngettext(
        "{quarter}: {posts} julkaisu, joista sävy on annettu {judged} julkaisulle.",
        "{quarter}: {posts} julkaisua, joista sävy on annettu {judged} julkaisulle.",
        now.posts,
    )
    return said.format(
        quarter=tongue.quarter(now.quarter), posts=tongue.count(now.posts), judged=tongue.count(now.judged)
    )


def side_sentence(now: SocialQuarter, side: int, tongue: Tongue) -> str:
    """Return the share of one side with its interval and n."""
    return f"{tongue._(SIDE_NAMES[side])}: {share_words(now.shares[side], tongue)}"


def share_words(share: Estimate | Withheld, tongue: Tongue) -> str:
    """Return a share with interval and n; of so few that only an interval may be told, that alone."""
    if isinstance(share, Withheld):
        return refusal(share, tongue)
    interval = tongue.percent_interval(share.low, share.high)
    if share.base == "interval_only":
        return tongue._("{interval} (n = {n})").format(interval=interval, n=tongue.count(share.n))
    return tongue._("{number} ({interval}, n = {n})").format(
        number=tongue.percent(share.value), interval=interval, n=tongue.count(share.n)
    )


def interval_words(share: Estimate, tongue: Tongue) -> str:
    """Return what stands under a share: its interval and n."""
    return tongue._("{interval}, n = {n}").format(
        interval=tongue.percent_interval(share.low, share.high), n=tongue.count(share.n)
    )


def untold_sentence(now: SocialQuarter, tongue: Tongue) -> str:
    """Return the share of posts without a tone, and what the machine would say of them."""
    if not isinstance(now.untold, Estimate):
        return ""
    if now.untold.value == 0:
        return tongue._("Sävy on annettu jokaiselle julkaisulle.")
    said = tongue._("Ilman sävyä jäi {share} julkaisuista. Ne eivät ole mukana osuuksissa.").format(
        share=share_words(now.untold, tongue)
    )
    hinted = {side: value for side, value in now.hinted.items() if isinstance(value, Estimate)}
    if len(hinted) < len(SIDE_NAMES):
        return said
    guess = tongue._(
        "Kone arvaa niistä myönteisiksi {well} ja kielteisiksi {ill}; {unsure} se jättää sanomatta."
    ).format(
        well=tongue.percent(hinted[1].value),
        ill=tongue.percent(hinted[-1].value),
        unsure=tongue.percent(hinted[0].value),
    )
    return f"{said} {guess}"


def net_sentence(now: SocialQuarter, tongue: Tongue) -> str:
    """Return the net tone with its interval: positive less negative, in percentage points."""
    if not isinstance(now.net, Estimate):
        return ""
    interval = tongue.signed_interval(now.net.low * 100, now.net.high * 100, 0)
    return tongue._("Nettosävy (myönteiset − kielteiset): {net} ({interval}).").format(
        net=tongue.percent_points(now.net.value), interval=interval
    )


def agreement_sentence(found: Social, name: Label, tongue: Tongue) -> str:
    """Return whether the net tone changes as the survey does, or why that cannot be said."""
    told = found.agreement
    if not found.survey:
        return tongue._("Tässä kansiossa on vain julkaisuja, joten kyselyyn ei voi verrata.")
    if isinstance(told, Unmeasurable):
        if told.reason == "constant":
            return tongue._("Vertailua kyselyyn ei voi laskea: toinen luvuista ei muutu lainkaan.")
        return tongue._(
            "Somea ja kyselyä ei voi vielä verrata: molemmat tunnetaan liian harvalta peräkkäiseltä neljännekseltä."
        )
    words = {
        "number": tongue.signed(told.correlation, 2),
        "interval": tongue.signed_interval(told.low, told.high, 2),
        "n": tongue.count(told.changes),
        "name": name.text(tongue.language),
    }
    return _agreement(told, tongue).format(**words)


def _agreement(told: Agreement, tongue: Tongue) -> str:
    if not told.is_sure:
        return tongue._(
            "Ei voi sanoa, liikkuuko somen sävy samaan suuntaan kuin {name}: korrelaatio {number} ({interval}), "
            "{n} muutosta neljänneksestä toiseen."
        )
    if told.correlation > 0:
        return tongue._(
            "Somen sävy liikkuu samaan suuntaan kuin {name}: korrelaatio {number} ({interval}), {n} muutosta "
            "neljänneksestä toiseen."
        )
    return tongue._(
        "Somen sävy liikkuu eri suuntaan kuin {name}: korrelaatio {number} ({interval}), {n} muutosta neljänneksestä "
        "toiseen."
    )


def social_meaning(tongue: Tongue) -> str:
    """Return whom the posts speak for, and what is left out."""
    return tongue._(
        "Somessa kirjoittaa pieni ja äänekäs joukko, joten osuudet kertovat julkaisuista, eivät kaikista asiakkaista. "
        "Julkaisut eivät ole mukana kyselyn luvuissa."
    )


def quarter_hover(one: SocialQuarter, tongue: Tongue) -> str:
    """Return one quarter's shares, for whoever points at it."""
    said = "; ".join(side_sentence(one, side, tongue) for side in SIDE_NAMES)
    return f"{tongue.quarter(one.quarter)}. {said}"


def tone_alt(found: Social, tongue: Tongue) -> str:
    """Return what the chart of shares shows, for those who do not see it."""
    known = [one for one in found.quarters if isinstance(one.net, Estimate)]
    if not known:
        return tongue._("Kehitystä ei voi näyttää.")
    ends = known if len(known) == 1 else [known[0], known[-1]]
    told = " ".join(f"{quarter_hover(one, tongue)}." for one in ends)
    return tongue._("Myönteisten ja kielteisten julkaisujen osuudet. {told}").format(told=told)
