<?php
// A host that starts jobs by a clock of its own, or never.
defined('DISABLE_WP_CRON') || define('DISABLE_WP_CRON', true);
