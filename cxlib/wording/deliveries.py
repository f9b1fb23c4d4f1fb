"""What became of files in the drop folder, in words."""

from __future__ import annotations

from cxlib.terms.delivery import Delivery
from cxlib.wording.faults import fault_sentence
from cxlib.wording.reconciliation import reconciliation_lines
from cxlib.wording.tongue import Tongue


def delivery_lines(delivery: Delivery, tongue: Tongue) -> list[str]:
    """Return what became of one file."""
    if delivery.reconciliation is not None:
        return reconciliation_lines(delivery.reconciliation, tongue)
    if delivery.state == "refused":
        said = tongue._("{file}: ei tuotu. {reason}")
        return [said.format(file=delivery.file, reason=fault_sentence(delivery.reason, tongue))]
    if delivery.reason:
        return [fault_sentence(delivery.reason, tongue)]
    return [tongue._("{file}: odotetaan, että tiedosto on kokonaan kirjoitettu.").format(file=delivery.file)]


def empty_inbox_sentence(tongue: Tongue) -> str:
    """Return that nothing was there."""
    return tongue._("Saapuvien kansio on tyhjä.")


def nothing_new_sentence(name: str, tongue: Tongue) -> str:
    """Return that a source had nothing new."""
    return tongue._("{name}: ei uutta.").format(name=name)
