package io.genkan.access;

/// Who somebody is once he has proven to hold a key: the friend, and which of his keys it was.
public record Identity(Friend friend, AuthorizedKey key) {}
