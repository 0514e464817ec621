/*
 * How tags (tags.h) know a run and what was judged of a sample, loaded again or not.
 *
 * tag_identity_path  the file of a run's tags, in the arena; NULL and a reason (in the arena too,
 * or constant) when there is none tag_identity_seen  a checksum of a sample's truth, prediction
 * (the raw answer where it is no label) and outcome
 *
 * Checksums are FNV-1a of 64 bits: they tell apart what differs by chance, not what was made to be
 * alike. tag_hash_* take the hash so far, TAG_HASH_START at first.
 */
#ifndef ASSAY_SESSION_TAG_IDENTITY_H
#define ASSAY_SESSION_TAG_IDENTITY_H

#include <assay/base/arena.h>
#include <assay/model/run.h>

#define TAG_HASH_START 0xcbf29ce484222325u

uint64_t tag_hash_text(uint64_t hash, struct str text);
uint64_t tag_hash_number(uint64_t hash, long long number);

const char *tag_identity_path(const struct run *run, struct arena *arena, const char **why_not);
uint64_t tag_identity_seen(const struct run *run, const struct samples *samples, size_t row);

#endif
