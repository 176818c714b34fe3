<?php
// An extension that makes dashes and quotes typographic when a post is saved.
function newsdesk_typographic($text)
{
    return preg_replace('/(?<=\s)-(?=\s)/', "\u{2013}", $text);
}
add_filter('content_save_pre', 'newsdesk_typographic', 99);
add_filter('title_save_pre', 'newsdesk_typographic', 99);
