<?php
// An extension for several languages: lists hold what is in the language of the request alone, and what the interface makes has
// none yet. As Polylang does, it leaves alone what is asked for by name or number.
add_action('pre_get_posts', function ($query) {
    $ours = strpos($_SERVER['HTTP_USER_AGENT'] ?? '', 'Newsdesk') === 0;
    if (!defined('REST_REQUEST') || !$ours || $query->get('post_type') === 'attachment') {
        return;
    }
    foreach (['p', 'name', 'post__in', 'post_name__in', 'category__in', 'tag__in'] as $exact) {
        if (!empty($query->get($exact))) {
            return;
        }
    }
    $query->set('meta_query', [['key' => 'ngon_ngu', 'value' => 'vi']]);
});
