"""Medicines that people in the UK take, so that one that is not on a plan is known as such.

Without it, a misspelling-tolerant search would answer "prednisone" with a plan's prednisolone.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NAMES = """
abilify acamprosate acarbose aciclovir adalat adcal adizem alendronate alendronic alfacalcidol
alfuzosin allopurinol alogliptin alprazolam amantadine amiloride aminophylline amiodarone
amisulpride amitriptyline amlodipine amoxicillin anastrozole anoro apixaban apomorphine
aripiprazole asacol aspirin atenolol atorvastatin atropine augmentin azathioprine azithromycin
azopt baclofen beclometasone bendroflumethiazide benzydamine betahistine betamethasone
bicalutamide bimatoprost bisacodyl bisoprolol bricanyl brinzolamide budesonide bumetanide
buprenorphine bupropion buscopan butrans calceos calcichew calcipotriol canagliflozin candesartan
capsaicin captopril carbamazepine carbimazole carbocisteine carbomer carvedilol cefalexin
ceftriaxone celecoxib cetirizine chloramphenicol chlordiazepoxide chlorhexidine chlorphenamine
chlorpromazine chlorpropamide chlortalidone ciclosporin cilostazol cimetidine cinnarizine
ciprofloxacin citalopram clarithromycin clenil clexane clindamycin clobetasol clobetasone
clomipramine clonazepam clonidine clopidogrel clotrimazole clozapine codeine cocodamol codydramol
colchicine colecalciferol cosopt coversyl creon cyanocobalamin cyclizine dabigatran dalteparin
dapagliflozin dapsone darifenacin denosumab desloratadine desmopressin dexamethasone dexketoprofen
diazepam diclofenac dicycloverine digoxin dihydrocodeine diltiazem dipyridamole docusate domperidone
donepezil dorzolamide dosulepin doxazosin doxycycline dulaglutide duloxetine dutasteride edoxaban
eliquis empagliflozin enalapril enoxaparin entacapone entresto eplerenone eprosartan erythromycin
escitalopram esomeprazole estradiol ethambutol etoricoxib exemestane exenatide ezetimibe felodipine
fentanyl ferrous fexofenadine finasteride flecainide flucloxacillin fluconazole fludrocortisone
fluoxetine flupentixol fluticasone fluvastatin fluvoxamine folic forxiga fosinopril fostair
fragmin frusemide furosemide fybogel gabapentin galantamine gaviscon gliclazide glimepiride
glipizide glyceryl goserelin granisetron haloperidol heparin humalog humulin hydralazine
hydrochlorothiazide hydrocortisone hydroxocobalamin hydroxychloroquine hydroxyzine hyoscine
ibandronic ibuprofen imatinib imipramine indapamide indometacin insulin ipratropium irbesartan
isoniazid isosorbide ispaghula itraconazole ivabradine jardiance ketoconazole ketoprofen
labetalol lacosamide lactulose lamotrigine lansoprazole lantus latanoprost laxido leflunomide
lercanidipine letrozole leuprorelin levemir levetiracetam levocetirizine levodopa levofloxacin
levomepromazine levothyroxine lidocaine linagliptin liothyronine liraglutide lisinopril lithium
loperamide loratadine lorazepam losartan lymecycline macrogol madopar mebeverine medroxyprogesterone
melatonin meloxicam memantine mesalazine metformin methadone methocarbamol methotrexate methyldopa
metoclopramide metolazone metoprolol metronidazole minocycline minoxidil mirabegron mirtazapine
modafinil mometasone montelukast morphine movicol moxonidine moxifloxacin mycophenolate nabumetone
naloxone naltrexone naproxen naratriptan nebivolol nefopam nicorandil nicotine nifedipine
nitrazepam nitrofurantoin nizatidine nortriptyline novomix novorapid nurofen nystatin ofloxacin
olanzapine olmesartan omeprazole ondansetron oramorph orlistat oxazepam oxybutynin oxycodone
oxycontin oxytetracycline ozempic pantoprazole paracetamol paroxetine pembrolizumab penicillin
pentasa peppermint perindopril phenobarbital phenytoin phenoxymethylpenicillin
pioglitazone piroxicam plavix pramipexole prasugrel pravastatin prazosin prednisolone prednisone
pregabalin prochlorperazine procyclidine promazine promethazine propranolol propylthiouracil
pseudoephedrine pyridostigmine quetiapine quinapril quinine rabeprazole raloxifene ramipril
ranitidine ranolazine rasagiline relvar repaglinide rifampicin rifaximin risedronate risperidone
rivaroxaban rivastigmine rizatriptan ropinirole rosuvastatin rotigotine sacubitril salbutamol
salmeterol saxagliptin selegiline semaglutide senna sertraline seretide sevredol sildenafil
simvastatin sinemet sitagliptin solifenacin sotalol spiolto spiriva spironolactone stalevo
sulfasalazine sulpiride sumatriptan symbicort tacrolimus tadalafil tamoxifen tamsulosin tegretol
telmisartan temazepam tenecteplase terbinafine terbutaline teriparatide theophylline thiamine
thyroxine tibolone ticagrelor timolol tiotropium tirzepatide tizanidine tolbutamide tolterodine
topiramate torasemide tramadol trandolapril tranexamic travoprost trazodone trelegy trimbow
trimethoprim trospium tresiba uniphyllin ursodeoxycholic valaciclovir valproate valsartan
vardenafil venlafaxine ventolin verapamil vildagliptin voltarol vortioxetine warfarin xarelto
xalatan zapain zolmitriptan zomorph zolpidem zopiclone
"""


@lru_cache(maxsize=32)
def medicines_like(initial: str) -> tuple[str, ...]:
    """The names with this first letter."""
    return tuple(name for name in _NAMES.split() if name.startswith(initial))


#: A strength, or brackets, and all that follows: "40mg gastro-resistant capsules".
_FROM_THE_STRENGTH = re.compile(r"\s*(?:[(\[]|\b\d).*$")
_FORMS = re.compile(
    r"\s+(?:(?:gastro|modified|prolonged|slow|sustained|immediate)[- ](?:resistant|release)|oral|"
    r"tablets?|capsules?|caplets?|inhalers?|sprays?|creams?|ointments?|patch(?:es)?|drops|gels?|"
    r"solution|suspension|liquid|syrup|sachets?|injections?|pens?|dispersible|effervescent|"
    r"soluble|mr|sr|xl|m/r)\.?$"
)


@lru_cache(maxsize=5_000)
def bare_name(name: str) -> str:
    """A medicine's name in small letters, without strength, form and what stands in brackets."""
    said = " ".join(name.casefold().split())
    bare = _FROM_THE_STRENGTH.sub("", said) or said
    while (shorter := _FORMS.sub("", bare)) != bare:
        bare = shorter
    return bare


def may_be_one(name: str, other: str) -> bool:
    """Whether two names can mean one medicine: equal, or one of them without strength and form.

    "Codeine" may be "Codeine 30mg tablets"; morphine tablets are no morphine syrup.
    """
    one, two = (" ".join(said.casefold().split()) for said in (name, other))
    return one == two or (bare_name(one) == bare_name(two) and bare_name(one) in {one, two})
