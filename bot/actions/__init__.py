"""The Rasa actions, one a topic: they translate, call the desk and pass on its reply."""

from bot.actions.affirm import Affirm
from bot.actions.appointments import Appointments
from bot.actions.are_you_human import AreYouHuman
from bot.actions.back_in_hospital import BackInHospital
from bot.actions.bereavement import Bereavement
from bot.actions.care_at_home import CareAtHome
from bot.actions.carer_support import CarerSupport
from bot.actions.change_time import ChangeTime
from bot.actions.check_in import CheckIn
from bot.actions.checkin_good import CheckinGood
from bot.actions.checkin_not_good import CheckinNotGood
from bot.actions.complaint import Complaint
from bot.actions.deny import Deny
from bot.actions.equipment import Equipment
from bot.actions.exercise_done import ExerciseDone
from bot.actions.exercise_skipped import ExerciseSkipped
from bot.actions.exercises import Exercises
from bot.actions.fall import Fall
from bot.actions.feedback import Feedback
from bot.actions.food_and_drink import FoodAndDrink
from bot.actions.goodbye import Goodbye
from bot.actions.greet import Greet
from bot.actions.help import Help
from bot.actions.medicines import Medicines
from bot.actions.mental_health import MentalHealth
from bot.actions.money_help import MoneyHelp
from bot.actions.more import More
from bot.actions.out_of_scope import OutOfScope
from bot.actions.pause import Pause
from bot.actions.plan_summary import PlanSummary
from bot.actions.practical_help import PracticalHelp
from bot.actions.privacy import Privacy
from bot.actions.safeguarding import Safeguarding
from bot.actions.start import Start
from bot.actions.stop import Stop
from bot.actions.symptom import Symptom
from bot.actions.talk_to_person import TalkToPerson
from bot.actions.thanks import Thanks
from bot.actions.topic import Answers, TopicAction
from bot.actions.transport import Transport
from bot.actions.warning_signs import WarningSigns
from bot.actions.who_to_contact import WhoToContact
from bot.actions.wound_care import WoundCare
from bot.actions.wrong_number import WrongNumber

_ACTIONS: tuple[type[TopicAction], ...] = (
    Affirm,
    Appointments,
    AreYouHuman,
    BackInHospital,
    Bereavement,
    CareAtHome,
    CarerSupport,
    ChangeTime,
    CheckIn,
    CheckinGood,
    CheckinNotGood,
    Complaint,
    Deny,
    Equipment,
    ExerciseDone,
    ExerciseSkipped,
    Exercises,
    Fall,
    Feedback,
    FoodAndDrink,
    Goodbye,
    Greet,
    Help,
    Medicines,
    MentalHealth,
    MoneyHelp,
    More,
    OutOfScope,
    Pause,
    PlanSummary,
    PracticalHelp,
    Privacy,
    Safeguarding,
    Start,
    Stop,
    Symptom,
    TalkToPerson,
    Thanks,
    Transport,
    WarningSigns,
    WhoToContact,
    WoundCare,
    WrongNumber,
)


def all_actions(desk: Answers) -> list[TopicAction]:
    return [action(desk) for action in _ACTIONS]
