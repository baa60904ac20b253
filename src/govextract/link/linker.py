"""Walks the scenes of an article and turns each quantity into a draft row or a reasoned refusal."""

from __future__ import annotations


from govextract.assemble.drafts import Draft, Findings, Verdict
from govextract.assemble.facts import Setting, fact_draft
from govextract.assemble.services import ServiceCount, read_service
from govextract.document import Document
from govextract.lexing.lexicon import Hit
from govextract.lexing.mentions import Period, Quantity
from govextract.link.contest import Candidate, Contest, Outcome
from govextract.link.roles import Role, decide_role
from govextract.link.scene import Scene, make_scenes
from govextract.link.when import decide_period
from govextract.link.where import decide_place
from govextract.rulepack.schema import Pack


class Linker:
    """The linking stage of one language."""

    def __init__(self, pack: Pack) -> None:
        self._contest = Contest(pack.weights, pack.indicators)
        self._facts = dict(pack.indicators)

    def link(self, document: Document) -> Findings:
        """Drafts and verdicts for all quantities of ``document``."""
        findings = Findings()
        context = _Context(document)
        for scene in make_scenes(document):
            context.enter(scene)
            for quantity in scene.quantities:
                self._one(document, scene, quantity, context, findings)
        return findings

    def _one(
        self, document: Document, scene: Scene, quantity: Quantity, context: _Context, findings: Findings
    ) -> None:
        service = read_service(scene, quantity, context.service)
        role = decide_role(scene, quantity, context.role)
        if service is not None:
            context.service = service
            if role.code != "goal" or role.strength < 2:
                self._service(document, scene, quantity, service, context, findings)
                return
        outcome = self._contest.decide(scene, quantity, context.candidate, context.above)
        setting = self._setting(document, scene, quantity, role, context)
        draft = fact_draft(scene, quantity, outcome, role, setting, self._facts)
        if isinstance(draft, Draft):
            findings.drafts.append(draft)
            findings.verdicts.append(Verdict(quantity, "used", draft.rule, "", outcome))
        elif draft:
            findings.verdicts.append(Verdict(quantity, "refused", draft, "", outcome))
        else:
            findings.verdicts.append(Verdict(quantity, "unclaimed", "", "", outcome))
        context.leave(quantity, outcome, role, setting.period)

    def _setting(
        self, document: Document, scene: Scene, quantity: Quantity, role: Role, context: _Context
    ) -> Setting:
        goal = role.code == "goal"
        period = decide_period(scene, quantity, goal, context.periods(goal))
        country = "VN"
        place = decide_place(scene, quantity, document.place, country)
        return Setting(period, place)

    def _service(
        self, document: Document, scene: Scene, quantity: Quantity, service: ServiceCount, context: _Context,
        findings: Findings,
    ) -> None:  # fmt: skip
        period = decide_period(scene, quantity, False, context.periods(False))
        place = decide_place(scene, quantity, document.place, "VN")
        total = quantity.out_of
        fields = {
            "category": service.category, "count": int(quantity.value), "out_of": None if total is None else int(total),
            "comparator": quantity.comparator, "as_of": period.iso if period else None, "place": place,
            "level": service.level,
        }  # fmt: skip
        key = (service.category, fields["count"], fields["out_of"])
        findings.drafts.append(
            Draft("services", key, fields, service.start, service.end, service.rule, 0.8, quantity)
        )
        findings.verdicts.append(Verdict(quantity, "used", service.rule))
        context.leave_service(period)


class _Context:
    """What earlier quantities and governing lines say about the next one."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.candidate: Candidate | None = None
        self.service: ServiceCount | None = None
        self.above: list[Hit] = []
        self.role = ""
        self._period: dict[bool, Period | None] = {True: None, False: None}
        self._lead: Period | None = None
        self._block = -1

    def enter(self, scene: Scene) -> None:
        """A new sentence: what the sentence before left over holds only within a block or for a part of it."""
        block = scene.sentence.block
        part = next((h for h in scene.of("break") if h.term.code == "part"), None)
        opens_with_part = part is not None and not scene.text[scene.sentence.start : part.start].strip()
        if block != self._block:
            if scene.block_kind != "item":
                self.service = None
                self._period = {True: None, False: None}
            self._block = block
            self.candidate = None
            self._govern(scene)
        elif not opens_with_part:
            self.candidate = None

    def _govern(self, scene: Scene) -> None:
        self.above, self.role, self._lead = [], "", None
        governor = self._document.blocks[scene.sentence.block].governor
        seen = 0
        while governor >= 0 and seen < 4:
            block = self._document.blocks[governor]
            hits = [h for h in self._document.hits if block.start <= h.start < block.end]
            if not self.above:
                self.above = [h for h in hits if h.term.kind == "indicator"]
            if not self.role:
                self.role = _heading_role(hits)
            if self._lead is None:
                periods = [p for p in self._document.periods if block.start <= p.start < block.end and p.iso]
                self._lead = next((p for p in reversed(periods) if p.kind not in ("ignore", "date") or p.role), None)
            governor = block.governor
            seen += 1

    def periods(self, goal: bool) -> list[Period]:
        """Periods that the sentence may inherit, nearest first."""
        return [p for p in (self._lead, self._period[goal]) if p is not None]

    def leave(self, quantity: Quantity, outcome: Outcome, role: Role, period: Period | None) -> None:
        """Remembers what this quantity was."""
        if outcome.winner is not None:
            self.candidate = outcome.winner
        if period is not None:
            self._period[role.code == "goal"] = period

    def leave_service(self, period: Period | None) -> None:
        """Remembers the period of a service count."""
        if period is not None:
            self._period[False] = period


def _heading_role(hits: list[Hit]) -> str:
    codes = {h.term.code for h in hits if h.term.kind == "zone"}
    if "result_heading" in codes:
        return "achieved"
    if "goal_heading" in codes or any(h.term.kind == "role" and h.term.code == "goal" for h in hits):
        return "goal"
    return ""


