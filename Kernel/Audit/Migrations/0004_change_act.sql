-- Which changes are acts of administration. They carry their id once more, by which they are found in the order of time
-- without walking over millions of others.

ALTER TABLE change_log ADD COLUMN act TEXT;
ALTER TABLE change_log ADD COLUMN act_id UUID;

UPDATE change_log SET act_id = id, act = CASE
    WHEN action IN ('role-add', 'role-end') THEN 'roles'
    WHEN action IN ('protect', 'unprotect') THEN 'protection'
    WHEN action IN ('invite', 'revoke-invitation', 'redeem') THEN 'invitations'
    WHEN action IN ('renew-password', 'reset-sign-in', 'end-sessions') THEN 'resets'
    WHEN action IN ('release', 'release-ended') THEN 'releases'
    WHEN action IN ('search', 'export', 'export_changes') THEN 'searches'
    ELSE 'identity-providers' END
WHERE action IN ('role-add', 'role-end', 'protect', 'unprotect', 'invite', 'revoke-invitation', 'redeem',
    'renew-password', 'reset-sign-in', 'end-sessions', 'release', 'release-ended', 'search', 'export', 'export_changes',
    'identity-provider-add', 'identity-provider-edit', 'identity-provider-end', 'sign-in-conflict', 'broker-link');

CREATE INDEX change_log_act ON change_log (provider_id, act_id) WHERE act_id IS NOT NULL;
CREATE INDEX change_log_act_kind ON change_log (provider_id, act, act_id) WHERE act_id IS NOT NULL;
CREATE INDEX change_log_act_maker ON change_log (provider_id, account_id, act_id) WHERE act_id IS NOT NULL;
