-- One row per response: its themes are those of its open answers.
update response set themes = spoken.themes
from (select response_id, bit_or(themes) as themes from verbatim group by response_id) as spoken
where spoken.response_id = response.response_id and spoken.themes <> response.themes
