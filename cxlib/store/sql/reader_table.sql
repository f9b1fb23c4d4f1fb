-- One row per set of detectors that read answers: what they are, the themes its model knows, and what it is worth.
create table if not exists reader (
    reader integer, detectors text, themes text[], spread double[], coded integer, agreement double, judged integer,
    tone_accuracy double, tone_abstained double
)
