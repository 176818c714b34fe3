<?php
// The same by taking the routes away.
add_filter('rest_endpoints', function ($routes) {
    return array_filter($routes, fn($route) => strpos($route, '/wp/v2/users') !== 0, ARRAY_FILTER_USE_KEY);
});
