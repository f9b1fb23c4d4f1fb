-- One row: the detectors that read from now on.
insert into reader
select
    $reader, $detectors, cast($themes as text[]), cast($spread as double[]), $coded, $agreement, $judged,
    $tone_accuracy, $tone_abstained
