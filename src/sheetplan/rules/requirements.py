"""Which rules keep the numeric demands of the planning standards, by the number each bears there.

Where a demand is a figure, a company states its own on 规则, and the subject named here is what is measured.
"""

from __future__ import annotations

from typing import NamedTuple


class Kept(NamedTuple):
    """What keeps a demand: rules by code, and subjects of the company's rules."""

    codes: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()


_RESERVE = Kept(("BUD002", "BUD003", "RUL003"), ("reserve_share",))
_RESPONSE = Kept(("LOG001", "RSK001"), ("response_limit",))

REQUIREMENTS = {
    "R1": _RESERVE,
    "R1b": _RESERVE,
    "R1c": _RESERVE,
    "R2": Kept(("BUD004", "BUD005"), ("category_share",)),
    "R3": Kept(("EVT006", "EVT007"), ("budget_over_limit",)),
    "R4": Kept(("QUO001", "QUO002", "QUO007"), ("quote_count",)),
    "R5": Kept(("RAT001", "RAT002")),
    "R6": Kept(("APR001", "APR002", "APR003", "APR008")),
    "R7": Kept(("PRO001",), ("promotion_start", "posts_per_day", "channel_count")),
    "R7b": Kept((), ("warm_up_length",)),
    "R7c": Kept((), ("promotion_start",)),
    "R8": Kept((), ("warm_up_length", "event_length", "follow_up_length")),
    "R9": Kept(("RES001",), ("venue_confirmed", "materials_confirmed")),
    "R10": Kept(("GST003", "GST004"), ("guests_confirmed",)),
    "R11": Kept(("COP001", "COP004"), ("letters_issued",)),
    "R12": Kept((), ("guests_reminded",)),
    "R13": Kept(("MTG003",), ("execution_meeting",)),
    "R14": Kept(("MAT003", "MAT005"), ("materials_accepted",)),
    "R15": Kept((), ("rehearsal",)),
    "R16": Kept(("TST002",), ("set_up_done",)),
    "R16b": Kept((), ("set_up_hours",)),
    "R17": Kept((), ("call_lead",)),
    "R18": Kept(("RUN005", "RUN008"), ("opening_introduction",)),
    "R19": Kept((), ("core_length",)),
    "R20": Kept((), ("interaction_interval",)),
    "R21": Kept(("RUN007",), ("closing_reserve",)),
    "R22": _RESPONSE,
    "R23": _RESPONSE,
    "R24": _RESPONSE,
    "R25": _RESPONSE,
    "R26": Kept(("DAY008",)),
    "R27": Kept(("TSK014", "TSK028")),
    "R28": Kept(("MTG001", "MTG002"), ("meeting_interval",)),
    "R29": Kept(("DAY001", "DAY008", "DAY009"), ("data_interval",)),
    "R30": Kept(("MET001", "MET003", "MET016", "MET017", "MET018")),
    "R31": Kept(("MET008", "MET015"), ("achievement",)),
    "R32": Kept(("CHN001", "DAY005")),
    "R33": Kept(("RUN008",)),
    "R34": Kept(("GST001", "GST002", "RES002")),
    "R35": Kept(("REV004",), ("review_start",)),
    "R36": Kept(("MET006", "MET007", "DAY007")),
    "R37": Kept(("MET019",)),
}
"""By number; the reference page lists them."""
