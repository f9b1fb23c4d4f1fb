-- One row per statement of the tables a snapshot holds; every rollup adds, so that a batch appends its own rows.

-- One row: what this file is.
create table snapshot (name text, published_at timestamp, made_up boolean, programme text, score_question text);

-- One row per name that the store keeps as a small number; kind is dimension, question, open_question, theme, …
create table dictionary (kind text, number smallint, id text);

-- One row per value met of a dimension.
create table value (value integer, dimension smallint, id text);

-- One row per component of the index and answer to its question: the score (0–100) that the answer has.
create table component_rule (component smallint, question smallint, answer smallint, score double);

-- One row per distinct quarter, stage and values of every dimension that is not personal.
create table cell (cell_id integer, quarter smallint, stage integer, key text);

-- One row per cell and dimension, the stage being one.
create table cell_value (cell_id integer, value integer);

-- One row per distinct combination of answers to all closed questions.
create table pattern (pattern_id integer, index_id integer, key text);

-- One row per pattern and question answered.
create table pattern_score (pattern_id integer, question smallint, score smallint);

-- One row per distinct combination of component scores.
create table index_pattern (index_id integer, key text);

-- One row per such combination and component; component −1 is there where any was answered.
create table component_score (index_id integer, component smallint, score double);

-- One row per respondent and survey. Identities are keyed hashes; themes is a bit mask.
create table response (
    response_id bigint, key bigint, content bigint, customer bigint, cell_id integer, pattern_id integer, day date,
    weight double, themes bigint, wrote boolean, batch smallint
);

-- One row per response and personal dimension; never part of a filter or a breakdown.
create table response_person (response_id bigint, dimension smallint, person text);

-- One row per response and operational measurement, or outcome that its customer came to afterwards.
create table response_operation (response_id bigint, operation smallint, measured double);

-- One row per open answer; body is null, and characters 0, where only a person's code or tone of it is known.
create table verbatim (
    verbatim_id integer, response_id bigint, cell_id integer, day date, question smallint, body text,
    characters integer, language smallint, score smallint, themes bigint, coded_by_person boolean, tone smallint,
    redactions integer, language_source tinyint
);

-- One row per key that an open answer can be found by.
create table term (term_id integer, term text);

-- One row per term and batch: the open answers that have it.
create table term_count (term_id integer, verbatims integer);

-- One row per term and open answer.
create table posting (term_id integer, verbatim_id integer);

-- One row per group of invitations.
create table invitation (key bigint, content bigint, cell_id integer, day date, invited integer, delivered integer);

-- One row per cell and batch.
create table headcount (cell_id integer, respondents integer);

-- One row per cell, pair of components and batch: weighted sums; the pair (−1, −1) counts who answered any.
create table moment (
    cell_id integer, component_i smallint, component_j smallint, counts integer, answered double,
    total double, pairs double, cross_i double, cross_j double, products double
);

-- One row per quarter, stage, pair of components and batch: the same sums of everybody.
create table stage_moment (
    quarter smallint, stage integer, component_i smallint, component_j smallint, counts bigint, answered double,
    total double, pairs double, cross_i double, cross_j double, products double
);

-- One row per cell, question, answer and batch.
create table score_count (
    cell_id integer, question smallint, score smallint, respondents integer, weight double, weight_squared double
);

-- One row per quarter, stage, question, answer and batch: the same of everybody.
create table stage_score (
    quarter smallint, stage integer, question smallint, score smallint, respondents integer, weight double,
    weight_squared double
);

-- One row per quarter, stage, weight, set of themes, component scores and batch.
create table stage_cause (
    quarter smallint, stage integer, weight double, themes bigint, index_id integer, wrote boolean,
    respondents integer
);

-- One row per two answers of one customer in the same quarter or in neighbouring ones, by cells and patterns;
-- pairs counts each by the product of its weights.
create table repeat_pair (
    left_cell integer, right_cell integer, left_pattern integer, right_pattern integer, pairs double
);

-- One row per two quarters, two stages, two components and batch: weighted sums over such pairs.
create table stage_repeat (
    left_quarter smallint, left_stage integer, right_quarter smallint, right_stage integer,
    component_i smallint, component_j smallint, pairs double, total_i double, total_j double, products double
);

-- One row per written form and language that the answers hold, with its base forms and those of its parts.
create table word (form text, language text, lemmas text[], parts text[]);

-- One row per imported file; digest tells the file from any other, snapshot is the first that has its answers.
create table batch (
    batch smallint, file text, profile text, codebook text, rows_read integer, rows_accepted integer,
    responses integer, added_at timestamp, digest text, rows_rejected integer, rows_duplicate integer, snapshot text
);

-- One row per table: how many rows it had when the snapshot was finished.
create table ledger (table_name text, row_count bigint);
