INSERT INTO newsroom.member (role_name, staff, role, left_at)
VALUES ($1, $2, $3::jsonb ->> 'role', newsroom.moment($3::jsonb ->> 'left_at'))
ON CONFLICT DO NOTHING
