"""What people ask a plan about, so that a silent plan is called silent on just that."""

from __future__ import annotations

from dataclasses import dataclass

from wayhome.plans.matching import place_of


@dataclass(frozen=True)
class Subject:
    #: Its wording is `subjects.<name>`.
    name: str
    #: The ways people name it; "lift" the verb is told from "a lift" by the longer phrase.
    said: str
    #: The topic that answers it; most have none of their own.
    topic: str = "plan_summary"
    #: Topics that a text about it may well be read as, and that answer it themselves.
    also: frozenset[str] = frozenset()
    #: Whether any other subject that is named goes before it: wine is drunk, and is no drink.
    yields: bool = False
    #: Words of whoever would know, where no contact is named for the subject itself.
    knows: str = ""

    @property
    def is_a_topic(self) -> bool:
        """Whether all of a topic is about it, so that its answer weighs the words itself."""
        return self.name == self.topic


_MOVING = frozenset({"exercises", "equipment"})
_WITH_A_WOUND = frozenset({"wound_care", "exercises"})
SUBJECTS = (
    Subject(
        "lifting",
        "lift|lifting|carry|carrying|pick up|picking up|heavy things|anything heavy|push|pushing",
        knows="physio|operation",
    ),
    Subject(
        "driving",
        "drive|driving|behind the wheel|my car|me car|moped|motorbike",
        "transport",
        frozenset({"appointments"}),
        knows="GP|doctor|surgery",
    ),
    Subject(
        "work",
        "work|working|go to work|back to work|return to work|job|fit note|sick note|my shifts|"
        "night shift|office|night shifts",
        knows="GP|doctor|surgery",
    ),
    Subject(
        "bathing",
        "bath|bathe|bathing|shower|showering|wash my hair|wash me hair|hot tub",
        also=frozenset({"wound_care", "equipment", "care_at_home"}),
        knows="wound|nurse",
    ),
    Subject("swimming", "swim|swimming|swimming pool|the baths|sauna", also=_WITH_A_WOUND),
    Subject("flying", "fly|flying|plane|aeroplane|airport"),
    Subject("travel", "holiday|holidays|abroad|travel|travelling|go away|caravan|cruise"),
    Subject(
        "alcohol",
        "alcohol|beer|wine|whisky|sherry|pint|gin|drink alcohol|glass of wine|a pint|pub",
        knows="medicines|pharmacist|GP|doctor",
    ),
    Subject("smoking", "smoke|smoking|vape|vaping|fag|cigarette|cigarettes"),
    Subject("sex", "sex|have sex|make love|intimate"),
    Subject("stairs", "stairs|climb the stairs|upstairs|steps", also=_MOVING),
    Subject("sleeping", "sleep on|sleep in|sleep upstairs|lie on my|lay on my|lie on me|lay on me"),
    Subject("walking", "walk|walking|walk the dog|go for a walk|go out", also=_MOVING),
    Subject(
        "housework",
        "housework|hoover|hoovering|ironing|washing up|make the bed|clean the|cleaning|cook|"
        "cooking|hang the washing",
    ),
    Subject("gardening", "garden|gardening|mow|lawn|dig|digging|allotment"),
    Subject(
        "sport",
        "sport|gym|golf|bowls|football|go running|go for a run|dance|dancing|cycle|cycling|bike|"
        "yoga|jog",
    ),
    Subject(
        "bending", "bend|bending|kneel|kneeling|cross my legs|cross me legs|squat", also=_MOVING
    ),
    Subject("vaccines", "flu jab|covid jab|my jab|me jab|a jab|vaccine|vaccination|booster"),
    Subject(
        "transport",
        "a lift|lift to|lift home|lift there|bus|taxi|train|tram",
        "transport",
        frozenset({"appointments"}),
    ),
    Subject(
        "food_and_drink",
        "eat|eating|food|diet|drink|drinking|meal",
        "food_and_drink",
        frozenset({"appointments"}),
        yields=True,
    ),
    Subject(
        "wound_care",
        "wound|dressing|stitches|scar|plaster|clips|staples",
        "wound_care",
        frozenset({"appointments", "care_at_home", "equipment"}),
    ),
)


def subject_asked(text: str) -> Subject | None:
    """The one named first; of two in the same place the longer phrase."""
    named = [
        (subject.yields, place, -length, subject)
        for subject in SUBJECTS
        if (found := place_of(text, subject.said)) is not None
        for place, length in (found,)
    ]
    return min(named, key=lambda one: one[:3])[3] if named else None
