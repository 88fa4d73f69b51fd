"""What is known of a firm that is looked for."""

from dataclasses import dataclass

from tracker.domain.same_firm.firm_keys import LONGEST, Key, KeyKind, slips_of
from tracker.matching.firm_identity import FirmIdentity
from tracker.matching.name_parts import parts_of, plain_of
from tracker.matching.phone_numbers import phones_of
from tracker.matching.short_names import short_names_of
from tracker.matching.sounds import sounds_of


@dataclass(frozen=True, slots=True)
class FirmQuery:
    """What was typed, or stands in a row; any of it may be missing.

    `firm_id` says that it has an entry already and that others are looked for; `also`
    are the other names of that entry.
    """

    name: str = ""
    credit_code: str = ""
    phone: str = ""
    province: str = ""
    firm_id: int | None = None
    also: tuple[str, ...] = ()

    @property
    def face(self) -> FirmIdentity:
        return FirmIdentity.of(
            self.name,
            *self.also,
            credit_code=self.credit_code,
            phones=phones_of(self.phone),
            province=self.province,
        )

    @property
    def keys(self) -> set[Key]:
        """The keys that a firm which may be meant has: however it sounds, slipped, or shortened."""
        found: set[Key] = set()
        for name in self.face.names:
            parts = parts_of(name)
            spelled = slips_of(parts.body) | short_names_of(parts)
            found |= {(KeyKind.SLIP, text) for text in spelled}
            found |= {(KeyKind.SOUND, sound) for sound in sounds_of(parts.brand)}
            found.add((KeyKind.SHORT, plain_of(name)))
        return {(kind, text[:LONGEST]) for kind, text in found if text}
