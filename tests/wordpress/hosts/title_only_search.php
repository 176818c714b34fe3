<?php
// A search extension that reads headlines alone (WordPress 6.2 has `search_columns` for it).
add_filter('posts_search', function ($sql, $query) {
    global $wpdb;
    $word = $query->get('s');
    if ($word === '' || $word === null) {
        return $sql;
    }
    return $wpdb->prepare(" AND {$wpdb->posts}.post_title LIKE %s", '%' . $wpdb->esc_like($word) . '%');
}, 10, 2);
