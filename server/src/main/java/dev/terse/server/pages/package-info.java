/**
 * Pages for people: server-rendered HTML, its assets and its forms, one class a page. What a page
 * shows comes from the verbs; nothing here decides what may be shortened or who may do it.
 */
@NullMarked
package dev.terse.server.pages;

import org.jspecify.annotations.NullMarked;
