flat in vec4 v_star;
layout(location = 0) out vec4 o_colour;
void main() {
    o_colour = v_star;
}
