-- What an operator says of a provider by command is an act of administration, as it is from now on.
UPDATE change_log SET act = 'provider', act_id = id,
    action = CASE action WHEN 'create' THEN 'provider-create' ELSE 'provider-update' END
WHERE entity = 'provider' AND action IN ('create', 'update');
