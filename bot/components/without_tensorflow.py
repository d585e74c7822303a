"""Stands empty classes in for Rasa's TensorFlow components, so that TensorFlow is never imported.

Rasa imports every component it knows of, used or not; ours needs none of these. What it saves is in
docs/decisions/0013-tensorflow-is-never-imported.md. Naming one of them in config.yml fails at
training with Rasa's own message that the component is not registered.
"""

from __future__ import annotations

import sys
from types import ModuleType

#: Rasa's modules that import TensorFlow, with the names that other modules of Rasa ask them for.
STAND_INS = {
    "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
    "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
    "rasa.nlu.featurizers.dense_featurizer.convert_featurizer": ("ConveRTFeaturizer",),
    "rasa.nlu.featurizers.dense_featurizer.lm_featurizer": ("LanguageModelFeaturizer",),
    "rasa.core.policies.ted_policy": ("TEDPolicy",),
    "rasa.core.policies.unexpected_intent_policy": ("UnexpecTEDIntentPolicy",),
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator",),
}


def stand_in_for_tensorflow_components() -> None:
    """Must run before anything imports `rasa`; a module already imported is left alone."""
    for module_name, class_names in STAND_INS.items():
        module = ModuleType(module_name, "Left out by bot.components.without_tensorflow.")
        for class_name in class_names:
            setattr(module, class_name, type(class_name, (), {"__module__": module_name}))
        sys.modules.setdefault(module_name, module)
