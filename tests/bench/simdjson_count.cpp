// Baseline: simdjson's on-demand parser counts records and those that passed, and nothing else.
//
//     simdjson_count FILE          an array of records
//     simdjson_count FILE lines    one record a line (iterate_many, batches of 1 MiB)
#include <cstdio>
#include <simdjson.h>

static unsigned long long records, passed;

static void count(simdjson::ondemand::object record)
{
    records++;
    passed += bool(record["passed"].get_bool());
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 1;
    auto text = simdjson::padded_string::load(argv[1]).value();
    simdjson::ondemand::parser parser;

    if (argc > 2) {
        simdjson::ondemand::document_stream stream;

        if (parser.iterate_many(text, 1 << 20).get(stream))
            return 1;
        for (auto document : stream)
            count(document.get_object());
    } else {
        auto document = parser.iterate(text);

        for (simdjson::ondemand::object record : document.get_array())
            count(record);
    }
    std::printf("%llu records, %llu passed (%s)\n", records, passed,
                simdjson::get_active_implementation()->name().c_str());
    return 0;
}
