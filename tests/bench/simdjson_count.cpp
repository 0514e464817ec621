// How long simdjson's on-demand parser takes to count records and passed ones: the yardstick for
// json_count. usage: simdjson_count FILE (an array of records)
#include <cstdio>
#include <simdjson.h>

int main(int argc, char **argv)
{
    if (argc < 2)
        return 1;
    auto text = simdjson::padded_string::load(argv[1]).value();
    simdjson::ondemand::parser parser;
    auto document = parser.iterate(text);
    unsigned long long records = 0, passed = 0;

    for (simdjson::ondemand::object record : document.get_array()) {
        records++;
        passed += bool(record["passed"].get_bool());
    }
    std::printf("%llu records, %llu passed (%s)\n", records, passed,
                simdjson::get_active_implementation()->name().c_str());
    return 0;
}
