-- One row per set of detectors that read answers.
select reader, detectors, themes, spread, coded, agreement, judged, tone_accuracy, tone_abstained
from reader
order by reader
