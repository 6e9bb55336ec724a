in vec2 v_uv;
uniform sampler2D picture;
uniform vec2 size;
layout(location = 0) out vec4 o_colour;
void main() {
    o_colour = texelFetch(picture, ivec2(v_uv * size), 0);
}
