#include "web/ui/mirror.h"
#include "web/platform/headless/mirror_replica.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <functional>
#include <random>
#include <string>

using namespace konkordat;
using ui::Node;
using ui::NodeRole;
using ui::Tree;

namespace {

/// A random tree whose ids come from a small range, so that two of them share many nodes.
Tree random_tree(std::mt19937& random)
{
    Tree tree;
    Node root;
    root.id = ui::root_node;
    root.role = NodeRole::Root;
    tree.nodes.push_back(root);
    std::vector<ui::NodeId> ids;
    for (ui::NodeId id = 2; id < 30; ++id)
        ids.push_back(id);
    std::ranges::shuffle(ids, random);
    ids.resize(random() % ids.size());
    for (auto id : ids) {
        Node node;
        node.id = id;
        // As in real trees the role belongs to the path; two are mixed so that elements are made anew.
        node.role = id % 7 == 0 && random() % 2 ? NodeRole::Button : id % 3 == 0 ? NodeRole::Group : NodeRole::Heading;
        node.path = "node-" + std::to_string(id);
        node.level = static_cast<std::int32_t>(1 + random() % 3);
        node.name = random() % 3 ? "name " + std::to_string(random() % 4) : "";
        node.error = random() % 4 ? "" : "wrong";
        node.flags = random() % 3 ? 0 : ui::flag::disabled;
        if (node.role == NodeRole::Group && random() % 3 == 0)
            node.flags |= ui::flag::scroll;
        node.rect = { static_cast<float>(random() % 5), static_cast<float>(random() % 5), 10, 10 };
        auto const parent = random() % tree.nodes.size();
        node.parent = tree.nodes[parent].id;
        tree.nodes[parent].children.push_back(id);
        tree.nodes.push_back(node);
    }
    return tree;
}

} // namespace

TEST_CASE("Operations turn any mirror into any other", "[ui]")
{
    std::mt19937 random(20261122);
    app::MirrorReplica replica;
    Tree shown;
    for (int step = 0; step < 2000; ++step) {
        auto const next = random_tree(random);
        ui::MirrorWriter writer;
        ui::write_difference(shown, next, writer);
        replica.apply(writer.bytes());
        REQUIRE(replica.complaints().empty());
        REQUIRE(replica.differences(next) == std::vector<std::string> {});
        shown = next;
    }
}

TEST_CASE("An unchanged mirror needs no operation", "[ui]")
{
    std::mt19937 random(7);
    auto const tree = random_tree(random);
    ui::MirrorWriter writer;
    ui::write_difference(tree, tree, writer);
    CHECK(writer.bytes().empty());
}

TEST_CASE("Scrolling content does not move its nodes in the mirror", "[ui]")
{
    Tree before;
    Node root { .id = ui::root_node, .role = NodeRole::Root, .children = { 2 } };
    Node region { .id = 2,
        .parent = 1,
        .role = NodeRole::Main,
        .path = "main",
        .flags = ui::flag::scroll,
        .rect = { 0, 50, 100, 100 },
        .children = { 3 } };
    Node text { .id = 3,
        .parent = 2,
        .role = NodeRole::Text,
        .path = "main/a",
        .name = "a",
        .rect = { 0, 400, 100, 20 },
        .screen = { 0, 450, 100, 20 } };
    before.nodes = { root, region, text };
    Tree after = before;
    after.nodes[2].screen.y = 100;
    ui::MirrorWriter writer;
    ui::write_difference(before, after, writer);
    CHECK(writer.bytes().empty());
}

TEST_CASE("A field's text is written only when the program wants another", "[ui]")
{
    Tree before;
    Node root { .id = ui::root_node, .role = NodeRole::Root, .children = { 2 } };
    Node field { .id = 2, .parent = 1, .role = NodeRole::TextField, .path = "field", .name = "Name", .value = "a", .value_revision = 1 };
    before.nodes = { root, field };
    Tree typed = before;
    typed.nodes[1].value = "ab"; // The element has it already: a person typed it.
    ui::MirrorWriter writer;
    ui::write_difference(before, typed, writer);
    CHECK(writer.bytes().empty());
    Tree written = typed;
    written.nodes[1].value = "c";
    ++written.nodes[1].value_revision;
    ui::write_difference(typed, written, writer);
    CHECK_FALSE(writer.bytes().empty());
}
